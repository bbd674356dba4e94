;; VALID
(component
  (import "counter" (type $counter (sub resource)))
  (import "next" (func $next (param "self" (borrow $counter))))
  (export $gauge "gauge" (type $counter))
  (export "[method]gauge.next" (func $next) (func (param "self" (borrow $gauge)))))
