;; TRAPS LIST_MISALIGNED
;; load_list_from_range: an empty list must be aligned, too.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\04\00\00\00\00\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (list u64))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
