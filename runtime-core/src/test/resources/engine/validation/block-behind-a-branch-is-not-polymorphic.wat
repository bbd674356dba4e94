;; INVALID function 0: type mismatch: expected i32, but the stack is empty
(module
  (func (result i32)
    unreachable
    block
      i32.eqz
      drop
    end))
