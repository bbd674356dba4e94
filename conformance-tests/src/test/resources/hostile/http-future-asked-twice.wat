;; next takes the answer out of its future, and takes it again.
;; The second time there is nothing, or else it executes unreachable; then the rows are read. By http-future-asked-twice.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(import "wasi:http/types@0.2.0" "[method]future-incoming-response.subscribe" (func $subscribe (param i32) (result i32)))
(import "wasi:http/types@0.2.0" "[method]future-incoming-response.get" (func $get (param i32 i32)))
(import "wasi:io/poll@0.2.0" "[method]pollable.block" (func $block (param i32)))
;; an address at which nobody listens: the answer is an error, at once
(data $nobody (i32.const 2100) "127.0.0.1:1")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $future i32)
  (local.set $future (call $send (call $request (i32.const 2100) (i32.const 11))))
  (call $block (call $subscribe (local.get $future)))
  (call $get (local.get $future) (i32.const 544))
  (call $get (local.get $future) (i32.const 640))
  ;; some(err): taken already
  (if (i32.eqz (i32.load8_u (i32.const 648))) (then (unreachable)))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
