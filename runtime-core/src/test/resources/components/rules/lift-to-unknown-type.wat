;; INVALID unknown type 7
(component
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (func (type 7) (canon lift (core func $i "f"))))
