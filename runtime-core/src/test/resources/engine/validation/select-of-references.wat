;; INVALID function 0: type mismatch: select without a type cannot choose references
(module
  (func
    (drop (select (ref.null func) (ref.null func) (i32.const 0)))))
