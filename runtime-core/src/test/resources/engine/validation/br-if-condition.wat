;; INVALID function 0: type mismatch: expected i32, found f32
(module
  (func
    f32.const 0
    br_if 0))
