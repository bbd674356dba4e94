;; VALID
(component
  (type $t (enum "x" "y"))
  (type $f (func))
  (export "a" (type $t))
  (export "c" (type $f))
  (import "b" (type (eq $t)))
  (import "d" (type (eq $f))))
