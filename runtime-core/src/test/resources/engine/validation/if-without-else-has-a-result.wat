;; INVALID function 0: type mismatch: expected i32, but the stack is empty
(module
  (func (result i32)
    i32.const 0
    if (result i32)
      i32.const 1
    end))
