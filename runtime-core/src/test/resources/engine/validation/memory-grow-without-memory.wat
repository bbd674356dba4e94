;; INVALID function 0: unknown memory 0
(module
  (func
    (drop (memory.grow (i32.const 0)))))
