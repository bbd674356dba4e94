;; INVALID core module: function 0: unknown local 1
(component
  (component
    (core module
      (func (param i32) (drop (local.get 1))))))
