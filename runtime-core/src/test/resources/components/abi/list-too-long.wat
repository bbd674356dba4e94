;; TRAPS LIST_TOO_LONG
;; load_list_from_range: 2^25 elements of 8 bytes.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\00\00\00\00\00\00\00\02")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (list u64))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
