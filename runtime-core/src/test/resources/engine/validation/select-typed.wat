;; INVALID function 0: type mismatch: expected i64, found i32
(module
  (func
    (drop (select (result i64) (i64.const 0) (i32.const 0) (i32.const 0)))))
