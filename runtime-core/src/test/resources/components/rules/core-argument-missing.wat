;; INVALID missing module instantiation argument named `env`
(component
  (core module $m (import "env" "f" (func)))
  (core instance (instantiate $m)))
