;; INVALID instance 1 has no export named `f`
(component
  (import "i" (instance $i (export "f" (func))))
  (export $j "j" (instance $i) (instance))
  (alias export $j "f" (func)))
