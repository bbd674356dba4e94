;; INVALID expected global type i32, found i64
(component
  (core module $a (global (export "x") i64 (i64.const 0)))
  (core module $b (import "a" "x" (global i32)))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
