;; INVALID expected record, found u32
(component
  (component $c
    (type $t (record (field "f" u32)))
    (import "x" (type (eq $t))))
  (type $x u32)
  (instance (instantiate $c (with "x" (type $x)))))
