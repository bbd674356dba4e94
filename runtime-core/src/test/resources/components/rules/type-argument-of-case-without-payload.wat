;; INVALID expected case `a` to have a type, found none
(component
  (component $c
    (type $t (variant (case "a" u8)))
    (import "x" (type (eq $t))))
  (type $x (variant (case "a")))
  (instance (instantiate $c (with "x" (type $x)))))
