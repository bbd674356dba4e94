;; TRAPS LIST_OUT_OF_BOUNDS
;; load_list_from_range: the last element ends a byte behind the memory.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\fe\ff\00\00\02\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (list (tuple u8 bool)))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
