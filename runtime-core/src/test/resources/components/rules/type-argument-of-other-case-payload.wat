;; INVALID type mismatch in variant case `a`
(component
  (component $c
    (type $t (variant (case "a" u8)))
    (import "x" (type (eq $t))))
  (type $x (variant (case "a" s8)))
  (instance (instantiate $c (with "x" (type $x)))))
