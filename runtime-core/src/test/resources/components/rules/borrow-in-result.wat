;; INVALID function result cannot contain a `borrow` type
(component
  (import "r" (type $r (sub resource)))
  (type (func (result (list (borrow $r))))))
