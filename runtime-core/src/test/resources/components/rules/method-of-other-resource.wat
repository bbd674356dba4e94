;; INVALID is not imported as 'counter'
(component
  (import "counter" (type (sub resource)))
  (import "gauge" (type $gauge (sub resource)))
  (import "[method]counter.next" (func (param "self" (borrow $gauge)))))
