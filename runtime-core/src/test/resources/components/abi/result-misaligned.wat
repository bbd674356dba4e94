;; TRAPS RESULT_MISALIGNED
;; lift_flat_values: a result of two core values lies in memory.
(component
  (core module $M
    (memory (export "mem") 1)

    (func (export "run") (result i32) (i32.const 2)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (tuple u32 u8))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
