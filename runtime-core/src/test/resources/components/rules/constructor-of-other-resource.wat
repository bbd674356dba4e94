;; INVALID import name `[constructor]a` is not valid: function does not match expected resource name `b`
(component
  (import "b" (type $b (sub resource)))
  (import "[constructor]a" (func (result (own $b)))))
