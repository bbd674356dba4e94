;; next polls an empty list, which would wait for ever.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:io/poll@0.2.0" "poll" (func $poll (param i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $poll (i32.const 2048) (i32.const 0) (i32.const 128))
  (unreachable))
