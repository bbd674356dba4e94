;; UNSUPPORTED instantiates a component that it imports
(component
  (import "c" (component $c))
  (instance (instantiate $c)))
