;; INVALID function 0: type mismatch: 1 values remain on the stack
(module
  (func
    block (result i32)
      i32.const 1
      i32.const 0
      br_if 0
    end))
