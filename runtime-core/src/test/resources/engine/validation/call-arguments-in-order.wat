;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func
    i64.const 0
    i64.const 0
    call 1)
  (func (param i32 i64)))
