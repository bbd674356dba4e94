;; INVALID expected err type, but found none
(component
  (component $c
    (type $t (result (error u8)))
    (import "x" (type (eq $t))))
  (type $x (result))
  (instance (instantiate $c (with "x" (type $x)))))
