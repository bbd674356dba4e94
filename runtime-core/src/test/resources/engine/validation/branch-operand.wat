;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (func
    (drop (block (result i32) (br 0 (i64.const 1))))))
