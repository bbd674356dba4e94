;; RETURNS [a, c]
;; unpack_flags_from_int: bits without a label are ignored.
(component
  (core module $M (func (export "run") (result i32) (i32.const 0xfffffffd)))
  (core instance $m (instantiate $M))
  (type $f' (flags "a" "b" "c"))
  (export $f "f" (type $f'))
  (func (export "run") (result $f) (canon lift (core func $m "run"))))
