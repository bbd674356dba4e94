;; VALID
(component
  (import "i" (instance $i (export "f" (func)) (export "g" (func))))
  (component $c (import "i" (instance (export "f" (func)))))
  (instance (instantiate $c (with "i" (instance $i)))))
