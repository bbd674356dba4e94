;; next sends requests for ever, waits for none and drops none, to a service that never answers.
;; Must end at one of its limits, and no connection, thread or file stays behind: exit code 3. By http-requests-for-ever.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
;; limits: next-deadline = "1s"
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (global.set $free (i32.const 16384))
    (drop (call $send (call $request-to-service)))
    (br $forever))
  (unreachable))
