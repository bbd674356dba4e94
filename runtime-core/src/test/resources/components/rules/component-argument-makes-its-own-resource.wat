;; INVALID c.make: expected func() -> own<r>
(component
  (component $user
    (import "c" (component
      (import "r" (type $r (sub resource)))
      (export "make" (func (result (own $r)))))))
  (component $given
    (type $own (resource (rep i32)))
    (export $r "r" (type $own))
    (core module $m (func (export "make") (result i32) unreachable))
    (core instance $m (instantiate $m))
    (func (export "make") (result (own $r)) (canon lift (core func $m "make"))))
  (instance (instantiate $user (with "c" (component $given)))))
