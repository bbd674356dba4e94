;; VALID
(component
  (component $C
    (type $r (resource (rep i32)))
    (core func $drop (canon resource.drop $r))
    (export $opaque "opaque" (type $r) (type (sub resource)))
    (func (export "f") (param "r" (own $opaque)) (canon lift (core func $drop))))
  (instance $c (instantiate $C))
  (component $Takes
    (import "r" (type $r (sub resource)))
    (import "f" (func (param "r" (own $r)))))
  (instance (instantiate $Takes (with "r" (type $c "opaque")) (with "f" (func $c "f")))))
