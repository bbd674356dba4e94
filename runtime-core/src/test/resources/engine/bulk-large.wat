;; Bulk instructions over 64 MiB.
(module
  (memory 1024)
  (func (export "fill") (memory.fill (i32.const 0) (i32.const 7) (i32.const 0x4000000)))
  (func (export "copy") (memory.copy (i32.const 0) (i32.const 1) (i32.const 0x3ffffff))))
