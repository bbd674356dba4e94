;; next returns an error with a message of 16 MiB.
;; Must end as a permanent error with the message cut to a length a person can read: exit code 1.
(memory $memory (export "memory") 320)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 16777216))
  (call $refuse (i32.const 65536) (i32.const 16777216))
  (i32.const 32))
