;; INVALID expected global, found func
(component
  (core module $a (func (export "x")))
  (core module $b (import "a" "x" (global i32)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
