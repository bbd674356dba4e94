;; INVALID type mismatch: expected i32, found i64
(module (global i32 (i64.const 0)))
