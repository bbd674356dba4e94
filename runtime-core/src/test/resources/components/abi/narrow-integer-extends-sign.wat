;; RETURNS -128
;; lift_flat_signed: bit 7 is the sign.
(component
  (core module $M
    (func (export "run") (result i32) (i32.const 0x12380)))
  (core instance $m (instantiate $M))
  (func (export "run") (result s8)
    (canon lift (core func $m "run"))))
