;; INVALID duplicate module instantiation argument named `env`
(component
  (core module $m)
  (core instance $e)
  (core instance (instantiate $m (with "env" (instance $e)) (with "env" (instance $e)))))
