;; INVALID function 0: unknown table 1
(module
  (table 1 funcref)
  (func
    (drop (table.get 1 (i32.const 0)))))
