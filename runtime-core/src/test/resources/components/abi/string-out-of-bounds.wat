;; TRAPS STRING_OUT_OF_BOUNDS
;; load_string_from_range: an empty string must be in bounds, too.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\01\00\01\00\00\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result string)
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
