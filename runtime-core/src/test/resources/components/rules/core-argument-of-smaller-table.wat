;; INVALID mismatch in table limits
(component
  (core module $a (table (export "x") 1 funcref))
  (core module $b (import "a" "x" (table 2 funcref)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
