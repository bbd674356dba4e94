;; cursor returns 16 MiB.
;; Must end as an error that names the limit: a cursor is a position, not the data.
(memory $memory (export "memory") 320)
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (i32.store (i32.const 64) (i32.const 65536))
  (i32.store (i32.const 68) (i32.const 16777216))
  (i32.const 64))
