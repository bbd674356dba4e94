;; INVALID function 0: unknown type 9
(module
  (table 1 funcref)
  (func
    i32.const 0
    call_indirect (type 9)))
