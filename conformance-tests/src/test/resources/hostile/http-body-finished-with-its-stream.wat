;; next finishes a request's body while the stream to write it lives.
;; Must end as a trap: exit code 1. By http-body-finished-with-its-stream.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(import "wasi:http/types@0.2.0" "[method]outgoing-request.body" (func $body (param i32 i32)))
(import "wasi:http/types@0.2.0" "[method]outgoing-body.write" (func $body-stream (param i32 i32)))
(import "wasi:http/types@0.2.0" "[static]outgoing-body.finish" (func $finish (param i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $request i32)
  (local.set $request (call $request-to-service))
  (call $body (local.get $request) (i32.const 512))
  (call $body-stream (i32.load (i32.const 516)) (i32.const 528))
  (call $finish (i32.load (i32.const 516)) (i32.const 0) (i32.const 0) (i32.const 544))
  (unreachable))
