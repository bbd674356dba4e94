;; INVALID function 0: type mismatch: expected a value, but the stack is empty
(module
  (func
    drop))
