;; A guest whose strings are Latin-1 or UTF-16: the error's message has the tag of UTF-16 and a length that is beyond the memory.
;; Must end as a trap: exit code 1.
;; encoding: compact-utf16
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (i32.store8 (i32.const 0) (i32.const 1))
  (i32.store8 (i32.const 4) (i32.const 1))
  (i32.store (i32.const 8) (i32.const 2048))
  (i32.store (i32.const 12) (i32.const 0xffffffff))
  (i32.const 0))
