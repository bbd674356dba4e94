;; INVALID instance 0 has no export named `f`
(component
  (import "i" (instance $i))
  (alias export $i "f" (func)))
