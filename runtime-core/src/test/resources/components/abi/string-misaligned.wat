;; TRAPS STRING_MISALIGNED
;; load_string_from_range: latin1 must be aligned to 2, for it could have been utf16.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\01\00\00\00\01\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result string)
    (canon lift (core func $m "run") (memory (core memory $m "mem")) string-encoding=latin1+utf16)))
