;; INVALID expected ok type to not be present
(component
  (component $c
    (type $t (result))
    (import "x" (type (eq $t))))
  (type $x (result u8))
  (instance (instantiate $c (with "x" (type $x)))))
