;; INVALID function 0: unknown label 9
(module
  (func
    i32.const 0
    br_table 0 9 0))
