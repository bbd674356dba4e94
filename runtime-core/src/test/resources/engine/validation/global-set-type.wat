;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (global (mut i32) (i32.const 0))
  (func
    (global.set 0 (i64.const 1))))
