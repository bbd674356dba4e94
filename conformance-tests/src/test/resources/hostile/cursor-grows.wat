;; cursor returns twice as many bytes each time, from 1 on, and there is always another batch.
;; Must end as an error that names the limit of a cursor.
(memory $memory (export "memory") 320)
(global $length (mut i32) (i32.const 1))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $answer (i32.const 1) (i32.const 1536) (i32.const 304))
  (i32.const 32))
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (global.set $length (i32.shl (global.get $length) (i32.const 1)))
  (i32.store (i32.const 64) (i32.const 65536))
  (i32.store (i32.const 68) (global.get $length))
  (i32.const 64))
