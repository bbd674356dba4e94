;; VALID
(component
  (import "a" (type $a (sub resource)))
  (import "[constructor]a" (func (result (result (own $a) (error string)))))
  (import "[method]a.b" (func (param "self" (borrow $a)) (result u32)))
  (import "[static]a.c" (func))
  (type (instance
    (export "d" (type $d (sub resource)))
    (export "[method]d.e" (func (param "self" (borrow $d)))))))
