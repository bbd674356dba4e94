;; VALID
(component
  (component $user
    (import "c" (component $c
      (import "r" (type $r (sub resource)))
      (export "make" (func (result (own $r))))))
    (import "r" (type $r (sub resource)))
    (instance $i (instantiate $c (with "r" (type $r))))
    (export "make" (func $i "make")))
  (component $given
    (import "r" (type $r (sub resource)))
    (core module $m (func (export "make") (result i32) unreachable))
    (core instance $m (instantiate $m))
    (func (export "make") (result (own $r)) (canon lift (core func $m "make"))))
  (import "r" (type $r (sub resource)))
  (instance $i (instantiate $user (with "c" (component $given)) (with "r" (type $r))))
  (export "make" (func $i "make")))
