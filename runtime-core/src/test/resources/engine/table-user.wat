;; Uses the table of table.wat, with a function of its own.
(module
  (import "owner" "table" (table $t 1 funcref))
  (elem declare func $eight)
  (func $eight (result i32) (i32.const 8))
  (func (export "grow") (param i32) (result i32)
    (table.grow $t (ref.func $eight) (local.get 0)))
  (func (export "set") (param i32) (table.set $t (local.get 0) (ref.func $eight)))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
