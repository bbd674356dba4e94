;; INVALID type not valid to be used as import: 'b'
(component
  (type $t (enum "x" "y"))
  (export $u "a" (type $t))
  (import "b" (type (eq $u))))
