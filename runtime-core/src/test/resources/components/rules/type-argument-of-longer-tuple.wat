;; INVALID expected 1 types, found 2
(component
  (component $c
    (type $t (tuple u8))
    (import "x" (type (eq $t))))
  (type $x (tuple u8 u8))
  (instance (instantiate $c (with "x" (type $x)))))
