;; INVALID expected primitive, found record
(component
  (component $c
    (type $t u32)
    (import "x" (type (eq $t))))
  (type $x (record (field "f" u32)))
  (instance (instantiate $c (with "x" (type $x)))))
