;; VALID
(component
  (import "one" (implements "a:b/c@1.0.0") (external-id "1") (instance $i))
  (import "two" (implements "a:b/c@1.0.0") (instance))
  (import "f" (external-id "") (func))
  (instance (export "x" (implements "a:b/c") (instance $i)))
  (type (component (export "x" (implements "a:b/c") (instance))))
  (export "three" (implements "d:e/f") (instance $i)))
