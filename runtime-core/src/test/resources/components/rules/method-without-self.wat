;; INVALID should take a first argument `self`
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.next" (func (param "this" (borrow $counter)))))
