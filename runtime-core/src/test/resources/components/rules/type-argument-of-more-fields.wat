;; INVALID expected 1 fields, found 2
(component
  (component $c
    (type $t (record (field "f" u32)))
    (import "x" (type (eq $t))))
  (type $x (record (field "f" u32) (field "g" u32)))
  (instance (instantiate $c (with "x" (type $x)))))
