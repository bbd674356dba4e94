;; INVALID type index 0 is not a resource type
(component
  (type $r (record (field "a" u8)))
  (type (own $r)))
