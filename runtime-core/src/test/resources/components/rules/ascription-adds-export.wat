;; INVALID ascribed type of export is not compatible with item's type: j.f: expected func(), missing
(component
  (import "i" (instance $i))
  (export "j" (instance $i) (instance (export "f" (func)))))
