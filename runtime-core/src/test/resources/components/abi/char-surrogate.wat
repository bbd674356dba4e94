;; TRAPS CHAR_IS_SURROGATE
;; convert_i32_to_char: the last surrogate, in memory.
(component
  (core module $M
    (memory (export "mem") 1)
    (data (i32.const 0) "\ff\df\00\00\61\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (func (export "run") (result (tuple char char))
    (canon lift (core func $m "run") (memory (core memory $m "mem")))))
