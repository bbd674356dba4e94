;; INVALID function 0: type mismatch: expected externref, found funcref
(module
  (table 1 externref)
  (func
    (table.set 0 (i32.const 0) (ref.null func))))
