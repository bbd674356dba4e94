;; INVALID missing expected import `a::b`
(component
  (core module $m (import "a" "b" (func)))
  (component $c (import "m" (core module)))
  (instance (instantiate $c (with "m" (core module $m)))))
