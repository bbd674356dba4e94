;; A component whose export does nothing.
(component
  (core module $guest (func (export "nothing")))
  (core instance $instance (instantiate $guest))
  (func (export "nothing") (canon lift (core func $instance "nothing"))))
