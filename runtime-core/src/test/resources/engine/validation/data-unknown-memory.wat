;; INVALID unknown memory 0
(module (data (i32.const 0) "a"))
