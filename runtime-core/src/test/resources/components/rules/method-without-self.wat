;; INVALID function should have a first argument called `self`
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.next" (func (param "this" (borrow $counter)))))
