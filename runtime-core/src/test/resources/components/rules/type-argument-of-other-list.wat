;; INVALID type mismatch in list element
(component
  (component $c
    (type $t (list u8))
    (import "x" (type (eq $t))))
  (type $x (list s8))
  (instance (instantiate $c (with "x" (type $x)))))
