;; INVALID is not a local resource
(component
  (type $r (resource (rep i32)))
  (export $opaque "opaque" (type $r) (type (sub resource)))
  (core func (canon resource.new $opaque)))
