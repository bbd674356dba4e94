;; A guest whose strings are UTF-16: discover returns an error whose message is half of a surrogate pair.
;; Must end as a trap: exit code 1.
;; encoding: utf16
(data $half (i32.const 2048) "\00\d8")
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (i32.store8 (i32.const 0) (i32.const 1))
  (i32.store8 (i32.const 4) (i32.const 1))
  (i32.store (i32.const 8) (i32.const 2048))
  (i32.store (i32.const 12) (i32.const 1))
  (i32.const 0))
