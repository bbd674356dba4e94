;; INVALID function 0: type mismatch: expected i32, but the stack is empty
(module
  (func
    i32.const 1
    loop (param i32)
      drop
      br 0
    end))
