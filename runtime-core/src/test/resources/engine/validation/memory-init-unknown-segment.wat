;; INVALID function 0: unknown data segment 1
(module
  (memory 1)
  (data "a")
  (func
    (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 0))))
