;; INVALID function 0: type mismatch: expected i32, found f32
(module
  (func
    (drop (block (result i32) (f32.const 0)))))
