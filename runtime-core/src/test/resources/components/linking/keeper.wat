;; Keeps a host's resource that another component gives to it.
(component
  (import "thing" (type $thing (sub resource)))
  (core module $M
    (func (export "keep") (param i32))
    (func (export "refuse") (param i32) unreachable)
    (func (export "pass") (param i32) (result i32) (local.get 0)))
  (core instance $m (instantiate $M))
  (func (export "keep") (param "t" (own $thing)) (canon lift (core func $m "keep")))
  (func (export "pass") (param "t" (own $thing)) (result (own $thing))
    (canon lift (core func $m "pass")))
  (func (export "refuse") (param "t" (own $thing)) (canon lift (core func $m "refuse"))))
