;; RETURNS true
;; convert_int_to_bool: every number but 0 is true.
(component
  (core module $M
    (func (export "run") (result i32) (i32.const 0x100)))
  (core instance $m (instantiate $M))
  (func (export "run") (result bool)
    (canon lift (core func $m "run"))))
