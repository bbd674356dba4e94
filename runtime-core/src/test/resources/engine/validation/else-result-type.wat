;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func (result i32)
    i32.const 0
    if (result i32)
      i32.const 1
    else
      i64.const 1
    end))
