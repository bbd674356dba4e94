;; TRAPS CANNOT_ENTER
;; canon_resource_drop: the destructor belongs to the child, which is running while its parent
;; drops. The resource has no destructor function; the rule holds all the same.
(component
  (core module $Table
    (table (export "t") 1 funcref)
    (type $f (func (param i32)))
    (func (export "give") (param i32)
      (call_indirect (type $f) (local.get 0) (i32.const 0))))
  (core instance $table (instantiate $Table))
  (component $Child
    (import "dropper" (func $dropper (param "handle" u32)))
    (type $r' (resource (rep i32)))
    (export $r "r" (type $r'))
    (core func $new (canon resource.new $r'))
    (core func $dropper' (canon lower (func $dropper)))
    (core module $M
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "dropper" (func $dropper (param i32)))
      (func (export "make") (result i32) (call $new (i32.const 1)))
      (func (export "call") (param i32) (call $dropper (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance
      (export "new" (func $new)) (export "dropper" (func $dropper'))))))
    (func (export "make") (result (own $r)) (canon lift (core func $m "make")))
    (func (export "call") (param "handle" u32) (canon lift (core func $m "call"))))
  (func $dropper (param "handle" u32) (canon lift (core func $table "give")))
  (instance $child (instantiate $Child (with "dropper" (func $dropper))))
  (alias export $child "r" (type $r))
  (core func $drop (canon resource.drop $r))
  (core func $make (canon lower (func $child "make")))
  (core func $call (canon lower (func $child "call")))
  (core module $Main
    (import "" "t" (table 1 funcref))
    (import "" "drop" (func $drop (param i32)))
    (import "" "make" (func $make (result i32)))
    (import "" "call" (func $call (param i32)))
    (elem (i32.const 0) func $drop)
    (func (export "run") (call $call (call $make))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "t" (table $table "t")) (export "drop" (func $drop))
    (export "make" (func $make)) (export "call" (func $call))))))
  (func (export "run") (canon lift (core func $main "run"))))
