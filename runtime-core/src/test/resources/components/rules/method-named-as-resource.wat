;; INVALID conflicts with a previous import name
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.counter" (func (param "self" (borrow $counter)))))
