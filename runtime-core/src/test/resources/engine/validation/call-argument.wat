;; INVALID function 0: type mismatch: expected i64, found i32
(module
  (func
    i32.const 0
    call 1)
  (func (param i64)))
