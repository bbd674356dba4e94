;; INVALID function 0: type mismatch: externref elements for a table of funcref
(module
  (table 1 funcref)
  (elem externref)
  (func
    (table.init 0 0 (i32.const 0) (i32.const 0) (i32.const 0))))
