;; INVALID f: expected func(x: own<r>), found func(x: own<r>)
(component
  (component $c
    (type $own (resource (rep i32)))
    (export $r "r" (type $own))
    (core func $drop (canon resource.drop $r))
    (func (export "f") (param "x" (own $r)) (canon lift (core func $drop))))
  (instance $one (instantiate $c))
  (instance $two (instantiate $c))
  (component $user
    (import "r" (type $r (sub resource)))
    (import "f" (func (param "x" (own $r)))))
  (instance (instantiate $user (with "r" (type $one "r")) (with "f" (func $two "f")))))
