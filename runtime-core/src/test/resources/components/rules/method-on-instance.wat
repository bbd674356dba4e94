;; INVALID import name `[method]counter.next` is not valid: item is not a func
(component
  (import "counter" (type $counter (sub resource)))
  (import "[method]counter.next" (instance)))
