;; INVALID function 0: type mismatch: expected i32, but the stack is empty
(module
  (func
    block (param i32)
      drop
    end))
