;; INVALID function 0: type mismatch: call_indirect through a table of externref
(module
  (table 1 externref)
  (func
    i32.const 0
    call_indirect))
