;; INVALID type mismatch: funcref elements for a table of externref
(module (table 1 externref) (func) (elem (i32.const 0) func 0))
