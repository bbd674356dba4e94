;; INVALID missing expected export `f`
(component
  (import "i" (instance $i))
  (component $c (import "i" (instance (export "f" (func)))))
  (instance (instantiate $c (with "i" (instance $i)))))
