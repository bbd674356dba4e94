;; INVALID function does not match expected resource name `gauge`
(component
  (import "counter" (type (sub resource)))
  (import "gauge" (type $gauge (sub resource)))
  (import "[method]counter.next" (func (param "self" (borrow $gauge)))))
