;; VALID
(component
  (import "r" (type $r (sub resource)))
  (core func (canon resource.drop $r)))
