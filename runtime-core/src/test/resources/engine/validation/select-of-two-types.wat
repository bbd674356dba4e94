;; INVALID function 0: type mismatch: select between i32 and i64
(module
  (func
    (drop (select (i32.const 0) (i64.const 0) (i32.const 0)))))
