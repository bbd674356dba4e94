;; TRAPS STRING_TOO_LONG
;; load_string_from_range: 2^27 code units are 2^28 bytes; that comes before the alignment.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\01\00\00\00\00\00\00\08")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result string)
    (canon lift (core func $m "run") (memory (core memory $m "mem")) string-encoding=utf16)))
