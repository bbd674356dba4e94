;; INVALID f: expected func(), found component
(component
  (component $user (import "f" (func)))
  (component $given)
  (instance (instantiate $user (with "f" (component $given)))))
