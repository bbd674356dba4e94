;; INVALID expected table element type funcref, found externref
(component
  (core module $a (table (export "x") 1 externref))
  (core module $b (import "a" "x" (table 1 funcref)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
