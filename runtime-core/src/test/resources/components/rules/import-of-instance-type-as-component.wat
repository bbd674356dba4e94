;; INVALID type index is not a component type
(component
  (type $i (instance))
  (import "c" (component (type $i))))
