;; INVALID export name `a` already defined
(component
  (core module $m (memory (export "m") 1))
  (core instance $i (instantiate $m))
  (core instance (export "a" (memory $i "m")) (export "a" (memory $i "m"))))
