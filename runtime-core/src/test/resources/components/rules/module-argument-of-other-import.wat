;; INVALID type mismatch in import `a::b`: expected func, found global
(component
  (core module $m (import "a" "b" (func)))
  (component $c (import "m" (core module (import "a" "b" (global i32)))))
  (instance (instantiate $c (with "m" (core module $m)))))
