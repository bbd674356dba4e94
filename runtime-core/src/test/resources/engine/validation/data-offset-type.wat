;; INVALID type mismatch: expected i32, found f32
(module (memory 1) (data (f32.const 0) "a"))
