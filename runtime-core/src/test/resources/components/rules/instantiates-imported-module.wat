;; UNSUPPORTED instantiates a core module that it imports
(component
  (import "m" (core module $m))
  (core instance (instantiate $m)))
