;; VALID
(component
  (import "r" (type $r (sub resource)))
  (import "f" (func (param "x" (option (borrow $r))))))
