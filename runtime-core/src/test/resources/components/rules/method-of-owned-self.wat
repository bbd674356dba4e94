;; INVALID function should take a first argument of `(borrow $T)`
(component
  (import "a" (type $a (sub resource)))
  (import "[method]a.b" (func (param "self" (own $a)))))
