;; VALID
(component
  (component $user
    (import "t" (type $t (sub resource)))
    (import "make" (func $make (result (own $t))))
    (import "c" (component $c
      (import "t" (type $t (sub resource)))
      (import "make" (func (result (own $t))))
      (export "u" (type (eq $t)))))
    (instance (instantiate $c (with "t" (type $t)) (with "make" (func $make))))))
