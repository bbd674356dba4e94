;; INVALID function 0: type mismatch: expected f32, found f64
(module
  (func (local f32)
    (drop (local.tee 0 (f64.const 0)))))
