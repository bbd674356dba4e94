;; INVALID function 0: type mismatch: expected f64, found f32
(module
  (memory 1)
  (func
    (f64.store (i32.const 0) (f32.const 0))))
