;; INVALID expected case `a` to have no type
(component
  (component $c
    (type $t (variant (case "a")))
    (import "x" (type (eq $t))))
  (type $x (variant (case "a" u8)))
  (instance (instantiate $c (with "x" (type $x)))))
