;; A guest whose strings are UTF-16: the error's message has 2^31 - 1 units, which are 4 GiB in bytes.
;; Must end as a trap, nothing of that size is allocated: exit code 1.
;; encoding: utf16
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (i32.store8 (i32.const 0) (i32.const 1))
  (i32.store8 (i32.const 4) (i32.const 1))
  (i32.store (i32.const 8) (i32.const 2048))
  (i32.store (i32.const 12) (i32.const 0x7fffffff))
  (i32.const 0))
