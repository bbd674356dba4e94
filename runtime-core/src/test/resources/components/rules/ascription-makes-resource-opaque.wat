;; INVALID resource types are not the same
(component
  (component $C
    (type $r (resource (rep i32)))
    (export "clear" (type $r))
    (export "opaque" (type $r) (type (sub resource))))
  (instance $c (instantiate $C))
  (component $Same
    (import "a" (type $a (sub resource)))
    (import "b" (type (eq $a))))
  (instance (instantiate $Same (with "a" (type $c "clear")) (with "b" (type $c "opaque")))))
