;; INVALID expected defined type, found resource
(component
  (type $r (resource (rep i32)))
  (component $c (type $t u8) (import "x" (type (eq $t))))
  (instance (instantiate $c (with "x" (type $r)))))
