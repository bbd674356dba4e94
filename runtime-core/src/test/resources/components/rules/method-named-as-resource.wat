;; INVALID import name `[method]counter.counter` conflicts with previous name `counter`
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.counter" (func (param "self" (borrow $counter)))))
