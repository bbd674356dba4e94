;; INVALID expected ok type, but found none
(component
  (component $c
    (type $t (result u8))
    (import "x" (type (eq $t))))
  (type $x (result))
  (instance (instantiate $c (with "x" (type $x)))))
