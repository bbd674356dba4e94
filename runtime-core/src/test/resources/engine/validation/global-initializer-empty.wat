;; INVALID type mismatch: expected i32, but the stack is empty
(module (global i32))
