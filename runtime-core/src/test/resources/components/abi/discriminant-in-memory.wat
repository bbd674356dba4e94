;; TRAPS INVALID_DISCRIMINANT
;; load_variant: an option has the cases 0 and 1.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\02")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (option u32))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
