;; INVALID expected case named `a`, found `b`
(component
  (component $c
    (type $t (variant (case "a")))
    (import "x" (type (eq $t))))
  (type $x (variant (case "b")))
  (instance (instantiate $c (with "x" (type $x)))))
