;; INVALID function 0: unknown local 2
(module
  (func (param i32) (local i64)
    (drop (local.get 2))))
