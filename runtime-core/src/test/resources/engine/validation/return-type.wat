;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func (result i32)
    i64.const 1
    return))
