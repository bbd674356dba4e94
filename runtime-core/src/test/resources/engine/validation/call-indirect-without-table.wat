;; INVALID function 0: unknown table 0
(module
  (func
    i32.const 0
    call_indirect))
