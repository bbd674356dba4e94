;; INVALID expected 1 cases, found 2
(component
  (component $c
    (type $t (variant (case "a")))
    (import "x" (type (eq $t))))
  (type $x (variant (case "a") (case "b")))
  (instance (instantiate $c (with "x" (type $x)))))
