;; TRAPS RESULT_OUT_OF_BOUNDS
;; lift_flat_values: padding counts; the result takes 8 bytes.
(component
  (core module $M
    (memory (export "mem") 1)

    (func (export "run") (result i32) (i32.const 65532)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (tuple u32 u8))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
