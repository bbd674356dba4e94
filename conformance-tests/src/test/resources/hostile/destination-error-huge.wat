;; A destination whose write fails with a message of 16 MiB of escape sequences.
;; Must end as a permanent error, cut and harmless where it is printed: exit code 1.
;; part: destination
;; world: destination-pure
(memory $memory (export "memory") 320)
(func $write (export "witloof:connector/destination@0.1.0#write") (param i32 i32 i32 i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 0x1b) (i32.const 16777216))
  (i32.store8 (i32.const 0) (i32.const 1))
  (i32.store8 (i32.const 4) (i32.const 1))
  (i32.store (i32.const 8) (i32.const 65536))
  (i32.store (i32.const 12) (i32.const 16777216))
  (i32.const 0))
