;; INVALID function 0: type mismatch: externref elements for a table of funcref
(module
  (table 1 funcref)
  (table 1 externref)
  (func
    (table.copy 0 1 (i32.const 0) (i32.const 0) (i32.const 0))))
