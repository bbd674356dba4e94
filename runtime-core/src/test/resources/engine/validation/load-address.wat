;; INVALID function 0: type mismatch: expected i32, found i64
(module
  (memory 1)
  (func
    (drop (i32.load (i64.const 0)))))
