;; INVALID function 0: unknown elem segment 2
(module
  (table 1 funcref)
  (elem funcref)
  (func
    (table.init 0 2 (i32.const 0) (i32.const 0) (i32.const 0))))
