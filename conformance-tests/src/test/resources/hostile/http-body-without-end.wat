;; next writes a request's body for ever, as long as the stream takes it, to a service that never reads it.
;; Must end with the deadline of next or the limit of bodies, and little of it is kept: exit code 3. By http-body-without-end.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
;; limits: next-deadline = "1s"
(import "wasi:http/types@0.2.0" "[method]outgoing-request.body" (func $body (param i32 i32)))
(import "wasi:http/types@0.2.0" "[method]outgoing-body.write" (func $body-stream (param i32 i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush" (func $write (param i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $request i32)
  (local $stream i32)
  (local.set $request (call $request-to-service))
  (drop (call $set-method (local.get $request) (i32.const 2) (i32.const 0) (i32.const 0)))
  (call $body (local.get $request) (i32.const 512))
  (call $body-stream (i32.load (i32.const 516)) (i32.const 528))
  (local.set $stream (i32.load (i32.const 532)))
  (drop (call $send (local.get $request)))
  (loop $forever
    (call $write (local.get $stream) (i32.const 65536) (i32.const 4096) (i32.const 544))
    (br_if $forever (i32.eqz (i32.load8_u (i32.const 544)))))
  ;; the stream has failed: nothing but a deadline ends this
  (loop $forever (br $forever))
  (unreachable))
