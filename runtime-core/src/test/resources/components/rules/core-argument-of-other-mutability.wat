;; INVALID global types differ in mutability
(component
  (core module $a (global (export "x") i32 (i32.const 0)))
  (core module $b (import "a" "x" (global (mut i32))))
  (core instance $i (instantiate $a))
  (core instance (instantiate $b (with "a" (instance $i)))))
