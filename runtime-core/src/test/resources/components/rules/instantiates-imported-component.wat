;; VALID
(component
  (import "c" (component $c))
  (instance (instantiate $c)))
