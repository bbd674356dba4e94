;; INVALID import name `[constructor]counter` is not valid: function should return one value
(component
  (import "counter" (type (sub resource)))
  (import "[constructor]counter" (func)))
