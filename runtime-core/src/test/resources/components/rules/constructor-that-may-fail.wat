;; VALID
(component
  (import "counter" (type $counter (sub resource)))
  (import "[constructor]counter" (func (result (result (own $counter) (error string))))))
