;; INVALID c: imports g, which is not expected
(component
  (component $user (import "c" (component)))
  (component $given (import "g" (func)))
  (instance (instantiate $user (with "c" (component $given)))))
