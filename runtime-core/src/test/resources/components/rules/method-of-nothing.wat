;; INVALID function should have at least one argument
(component
  (import "a" (type (sub resource)))
  (import "[method]a.b" (func)))
