;; INVALID type index 0 is not a resource type
(component
  (type $t u8)
  (core func (canon resource.drop $t)))
