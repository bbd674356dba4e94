;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (memory 1)
  (func
    (memory.fill (i32.const 0) (i64.const 0) (i32.const 0))))
