;; next sends one request, and the same handle again.
;; Must end as a trap, for the request was given away: exit code 1. By http-request-sent-twice.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $request i32)
  (local.set $request (call $request-to-service))
  (drop (call $send (local.get $request)))
  (drop (call $send (local.get $request)))
  (unreachable))
