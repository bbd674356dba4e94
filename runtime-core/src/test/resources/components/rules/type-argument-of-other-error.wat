;; INVALID type mismatch in err variant
(component
  (component $c
    (type $t (result (error u8)))
    (import "x" (type (eq $t))))
  (type $x (result (error s8)))
  (instance (instantiate $c (with "x" (type $x)))))
