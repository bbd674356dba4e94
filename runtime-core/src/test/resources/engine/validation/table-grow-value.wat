;; INVALID function 0: type mismatch: expected funcref, found externref
(module
  (table 1 funcref)
  (func
    (drop (table.grow 0 (ref.null extern) (i32.const 1)))))
