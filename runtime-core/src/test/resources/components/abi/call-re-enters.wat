;; TRAPS CANNOT_ENTER
;; Store.lift: the child is running when its parent, which it called, calls it again. The trap
;; comes before the argument is looked at, which is no char.
(component
  (core module $Table
    (table (export "t") 1 funcref)
    (type $f (func (param i32)))
    (func (export "around") (call_indirect (type $f) (i32.const -1) (i32.const 0))))
  (core instance $table (instantiate $Table))
  (func $around (canon lift (core func $table "around")))
  (component $Child
    (import "around" (func $around))
    (core func $around' (canon lower (func $around)))
    (core module $M
      (import "" "around" (func $around))
      (func (export "run") (call $around))
      (func (export "again") (param i32)))
    (core instance $m (instantiate $M (with "" (instance (export "around" (func $around'))))))
    (func (export "run") (canon lift (core func $m "run")))
    (func (export "again") (param "c" char) (canon lift (core func $m "again"))))
  (instance $child (instantiate $Child (with "around" (func $around))))
  (core func $again (canon lower (func $child "again")))
  (core module $Fill
    (import "" "t" (table 1 funcref))
    (import "" "again" (func $again (param i32)))
    (elem (i32.const 0) func $again))
  (core instance (instantiate $Fill (with "" (instance
    (export "t" (table $table "t")) (export "again" (func $again))))))
  (func (export "run") (alias export $child "run")))
