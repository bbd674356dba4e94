;; TRAPS INVALID_DISCRIMINANT
;; lift_flat_variant: the case number is an unsigned 32-bit number, whatever the width in memory.
(component
  (core module $M (func (export "run") (result i32) (i32.const 0x100)))
  (core instance $m (instantiate $M))
  (type $e' (enum "a" "b"))
  (export $e "e" (type $e'))
  (func (export "run") (result $e) (canon lift (core func $m "run"))))
