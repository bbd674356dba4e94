;; INVALID c: missing expected import `g`
(component
  (component $user (import "c" (component)))
  (component $given (import "g" (func)))
  (instance (instantiate $user (with "c" (component $given)))))
