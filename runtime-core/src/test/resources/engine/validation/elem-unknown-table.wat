;; INVALID unknown table 0
(module (func) (elem (i32.const 0) 0))
