;; INVALID core module: function 0: type mismatch: expected i32, found i64
(component
  (core module
    (func (result i32) (i64.const 0))))
