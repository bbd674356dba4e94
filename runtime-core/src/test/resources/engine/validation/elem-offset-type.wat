;; INVALID type mismatch: expected i32, found i64
(module (table 1 funcref) (func) (elem (i64.const 0) 0))
