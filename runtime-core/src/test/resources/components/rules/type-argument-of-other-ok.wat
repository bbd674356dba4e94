;; INVALID type mismatch in ok variant
(component
  (component $c
    (type $t (result u8))
    (import "x" (type (eq $t))))
  (type $x (result s8))
  (instance (instantiate $c (with "x" (type $x)))))
