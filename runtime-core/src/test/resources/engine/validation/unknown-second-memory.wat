;; INVALID function 0: unknown memory 1
(module
  (memory 1)
  (func
    (drop (i32.load 1 (i32.const 0)))))
