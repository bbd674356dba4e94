;; INVALID type mismatch for import `f`: f: expected
(component
  (component $C
    (type $r (resource (rep i32)))
    (core func $drop (canon resource.drop $r))
    (func $f (param "r" (own $r)) (canon lift (core func $drop)))
    (instance $i (export "r" (type $r)) (export "f" (func $f)))
    (export "clear" (instance $i))
    (export "opaque" (instance $i) (instance
      (export "r" (type $r (sub resource)))
      (export "f" (func (param "r" (own $r)))))))
  (instance $c (instantiate $C))
  (alias export $c "clear" (instance $clear))
  (alias export $c "opaque" (instance $opaque))
  (component $Takes
    (import "r" (type $r (sub resource)))
    (import "f" (func (param "r" (own $r)))))
  (instance (instantiate $Takes (with "r" (type $clear "r")) (with "f" (func $opaque "f")))))
