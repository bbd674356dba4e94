;; INVALID expected: (func), found: (func (param i32))
(component
  (core module $a (func (export "x") (param i32)))
  (core module $b (import "a" "x" (func)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
