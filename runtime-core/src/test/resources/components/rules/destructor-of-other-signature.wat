;; INVALID wrong signature for a destructor: expected (i32) -> (), found (i64) -> ()
(component
  (core module $m (func (export "d") (param i64)))
  (core instance $i (instantiate $m))
  (type (resource (rep i32) (dtor (core func $i "d")))))
