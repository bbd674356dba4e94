;; INVALID export `f` for instance 0 is not a component
(component
  (import "i" (instance $i (export "f" (func))))
  (alias export $i "f" (component)))
