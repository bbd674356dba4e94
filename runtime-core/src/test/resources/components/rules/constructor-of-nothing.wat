;; INVALID should return `(own $T)`
(component
  (import "counter" (type (sub resource)))
  (import "[constructor]counter" (func)))
