;; RETURNS 127
;; lift_flat_unsigned: what lies above the type is ignored.
(component
  (core module $M
    (func (export "run") (result i32) (i32.const 0xfffff07f)))
  (core instance $m (instantiate $M))
  (func (export "run") (result u8)
    (canon lift (core func $m "run"))))
