;; INVALID function 0: type mismatch: expected i64, found i32
(module
  (func (param i32) (local i64)
    (local.set 1 (local.get 0))))
