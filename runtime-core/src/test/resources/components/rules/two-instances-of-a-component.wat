;; VALID
(component
  (component $c
    (type $own (resource (rep i32)))
    (export $r "r" (type $own))
    (core func $drop (canon resource.drop $r))
    (func (export "f") (param "x" (own $r)) (canon lift (core func $drop))))
  (instance $one (instantiate $c))
  (instance $two (instantiate $c))
  (export "one" (instance $one))
  (export "two" (instance $two)))
