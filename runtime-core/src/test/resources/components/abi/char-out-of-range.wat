;; TRAPS CHAR_OUT_OF_RANGE
;; convert_i32_to_char: the first number beyond Unicode.
(component
  (core module $M
    (func (export "run") (result i32) (i32.const 0x110000)))
  (core instance $m (instantiate $M))
  (func (export "run") (result char)
    (canon lift (core func $m "run"))))
