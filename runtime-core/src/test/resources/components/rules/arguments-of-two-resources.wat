;; INVALID type mismatch for import `b`: b: resource types are not the same
(component
  (type $x (resource (rep i32)))
  (type $y (resource (rep i32)))
  (component $c
    (import "a" (type $a (sub resource)))
    (import "b" (type (eq $a))))
  (instance (instantiate $c (with "a" (type $x)) (with "b" (type $y)))))
