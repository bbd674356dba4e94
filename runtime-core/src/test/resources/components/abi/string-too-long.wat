;; TRAPS STRING_TOO_LONG
;; load_string_from_range: 2^28 bytes, wherever they are.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\00\00\00\00\00\00\00\10")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result string)
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
