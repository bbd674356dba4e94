;; next waits for the answer of a service that never answers.
;; Must end with the deadline of next: exit code 3. By http-answer-awaited-for-ever.toml, which asks for a deadline of 300 ms.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
;; limits: next-deadline = "300ms"
(import "wasi:http/types@0.2.0" "[method]future-incoming-response.subscribe" (func $subscribe (param i32) (result i32)))
(import "wasi:io/poll@0.2.0" "[method]pollable.block" (func $block (param i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $block (call $subscribe (call $send (call $request-to-service))))
  (unreachable))
