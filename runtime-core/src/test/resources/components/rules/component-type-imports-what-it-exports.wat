;; INVALID type not valid to be used as import: 'b'
(component
  (type (component
    (export "a" (type $a (sub resource)))
    (import "b" (type (eq $a))))))
