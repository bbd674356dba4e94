;; INVALID '[method]counter.next' is not a func
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.next" (instance)))
