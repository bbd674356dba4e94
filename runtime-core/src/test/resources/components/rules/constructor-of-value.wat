;; INVALID function should return `(own $T)` or `(result (own $T))`
(component
  (import "a" (type (sub resource)))
  (import "[constructor]a" (func (result (result string)))))
