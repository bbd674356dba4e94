;; VALID
(component
  (import "i" (instance $i (export "r" (type (sub resource)))))
  (alias export $i "r" (type $r))
  (import "r" (type (eq $r))))
