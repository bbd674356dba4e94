;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func
    i64.const 0
    if
    end))
