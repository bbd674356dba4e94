;; INVALID type mismatch in tuple field 0: expected primitive `u32` found primitive `string`
(component
  (component $c
    (type $t (tuple u32))
    (import "x" (type (eq $t))))
  (type $x (tuple string))
  (instance (instantiate $c (with "x" (type $x)))))
