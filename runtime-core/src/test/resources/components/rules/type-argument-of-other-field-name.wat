;; INVALID expected field name `a`, found `b`
(component
  (component $c
    (type $t (record (field "a" u32)))
    (import "x" (type (eq $t))))
  (type $x (record (field "b" u32)))
  (instance (instantiate $c (with "x" (type $x)))))
