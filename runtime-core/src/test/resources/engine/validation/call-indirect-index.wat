;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (table 1 funcref)
  (func
    i64.const 0
    call_indirect))
