;; INVALID type mismatch: 1 values remain
(module (global i32 (i32.const 0) (i32.const 0)))
