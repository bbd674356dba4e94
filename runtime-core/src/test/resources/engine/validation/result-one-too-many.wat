;; INVALID function 0: type mismatch: 1 values remain on the stack
(module
  (func
    i32.const 1))
