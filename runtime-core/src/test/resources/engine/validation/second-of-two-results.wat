;; INVALID function 0: type mismatch: expected i64, found i32
(module
  (func (result i32 i64)
    i32.const 1
    i32.const 2))
