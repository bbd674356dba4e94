;; INVALID function 0: type mismatch: expected f32, found f64
(module
  (func (result f32)
    f64.const 0))
