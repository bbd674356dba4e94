;; TRAPS INVALID_UTF16
;; load_string_from_range: decoding is strict.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\08\00\00\00\02\00\00\00\00\d8\41\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result string)
    (canon lift (core func $m "run") (memory (core memory $m "mem")) string-encoding=utf16)))
