;; The cursor ends outside the memory.
;; Must end as a trap: exit code 1.
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (i32.store (i32.const 64) (i32.const 327679))
  (i32.store (i32.const 68) (i32.const 2))
  (i32.const 64))
