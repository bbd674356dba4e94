;; INVALID type index 0 is not a function type
(component
  (type $i (instance))
  (import "f" (func (type $i))))
