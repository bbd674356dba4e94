;; INVALID type mismatch in record field `f`
(component
  (component $c
    (type $t (record (field "f" u32)))
    (import "x" (type (eq $t))))
  (type $x (record (field "f" s32)))
  (instance (instantiate $c (with "x" (type $x)))))
