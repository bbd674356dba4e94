;; INVALID module instantiation argument `env` does not export an item named `f`
(component
  (core module $m (import "env" "f" (func)))
  (core instance $e)
  (core instance (instantiate $m (with "env" (instance $e)))))
