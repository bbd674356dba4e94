;; INVALID type mismatch in instance export `f`: expected component, found func
(component
  (import "i" (instance $i (export "f" (func))))
  (component $c (import "i" (instance (export "f" (component)))))
  (instance (instantiate $c (with "i" (instance $i)))))
