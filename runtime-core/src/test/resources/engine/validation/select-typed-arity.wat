;; INVALID function 0: invalid result arity
(module
  (func
    i32.const 0
    i32.const 0
    i32.const 0
    select (result i32 i32)
    unreachable))
