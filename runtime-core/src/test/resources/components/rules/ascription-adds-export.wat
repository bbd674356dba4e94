;; INVALID type mismatch: j.f: expected func(), missing
(component
  (import "i" (instance $i))
  (export "j" (instance $i) (instance (export "f" (func)))))
