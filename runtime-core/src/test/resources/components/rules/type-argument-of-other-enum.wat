;; INVALID mismatch in enum elements
(component
  (component $c
    (type $t (enum "a"))
    (import "x" (type (eq $t))))
  (type $x (enum "b"))
  (instance (instantiate $c (with "x" (type $x)))))
