;; INVALID mismatch in flags elements
(component
  (component $c
    (type $t (flags "a"))
    (import "x" (type (eq $t))))
  (type $x (flags "b"))
  (instance (instantiate $c (with "x" (type $x)))))
