;; INVALID function 0: type mismatch: expected i32, but the stack is empty
(module
  (func
    i32.const 1
    i32.add
    drop))
