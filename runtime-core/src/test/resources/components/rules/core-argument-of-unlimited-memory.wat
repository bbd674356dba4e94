;; INVALID mismatch in memory limits
(component
  (core module $a (memory (export "x") 1))
  (core module $b (import "a" "x" (memory 1 2)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
