;; INVALID function 0: type mismatch: expected a reference, found i32
(module
  (func
    (drop (ref.is_null (i32.const 0)))))
