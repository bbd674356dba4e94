;; A parent that gives its child a function of its own. The child may call it while the parent
;; calls the child; but that function calls the child again, which is entered already.
(component
  (core module $Table
    (table (export "calls") 2 funcref)
    (type $f (func (param i32) (result i32)))
    (func (export "into-child") (param i32) (result i32)
      (call_indirect 0 (type $f) (local.get 0) (i32.const 0)))
    (func (export "plus-one") (param i32) (result i32)
      (i32.add (local.get 0) (i32.const 1))))
  (core instance $table (instantiate $Table))
  (func $back-in (param "n" u32) (result u32)
    (canon lift (core func $table "into-child")))
  (func $plus-one (param "n" u32) (result u32)
    (canon lift (core func $table "plus-one")))
  (component $Child
    (import "back-in" (func $back-in (param "n" u32) (result u32)))
    (import "plus-one" (func $plus-one (param "n" u32) (result u32)))
    (core func $back-in' (canon lower (func $back-in)))
    (core func $plus-one' (canon lower (func $plus-one)))
    (core module $M
      (import "" "back-in" (func $back-in (param i32) (result i32)))
      (import "" "plus-one" (func $plus-one (param i32) (result i32)))
      (func (export "around") (param i32) (result i32) (call $plus-one (local.get 0)))
      (func (export "twice") (param i32) (result i32) (call $back-in (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance
      (export "back-in" (func $back-in'))
      (export "plus-one" (func $plus-one'))))))
    (func (export "around") (param "n" u32) (result u32)
      (canon lift (core func $m "around")))
    (func (export "twice") (param "n" u32) (result u32)
      (canon lift (core func $m "twice"))))
  (instance $child (instantiate $Child
    (with "back-in" (func $back-in))
    (with "plus-one" (func $plus-one))))
  (core func $twice (canon lower (func $child "twice")))
  (core module $Fill
    (import "" "calls" (table 2 funcref))
    (import "" "twice" (func $twice (param i32) (result i32)))
    (elem (i32.const 0) func $twice))
  (core instance (instantiate $Fill (with "" (instance
    (export "calls" (table $table "calls"))
    (export "twice" (func $twice))))))
  (func (export "around") (alias export $child "around"))
  (func (export "twice") (alias export $child "twice"))
)
