;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func
    unreachable
    i64.const 1
    i32.eqz
    drop))
