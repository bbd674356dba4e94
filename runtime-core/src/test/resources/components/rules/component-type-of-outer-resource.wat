;; INVALID transitively refers to resources
(component
  (type $r (resource (rep i32)))
  (type $t (component (import "r" (type (eq $r)))))
  (component (alias outer 1 $t (type))))
