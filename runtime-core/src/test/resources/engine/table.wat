;; A table that grows.
(module
  (table $t (export "table") 1 funcref)
  (elem declare func $seven)
  (func $seven (result i32) (i32.const 7))
  (func (export "size") (result i32) (table.size $t))
  (func (export "grow") (param i32) (result i32)
    (table.grow $t (ref.null func) (local.get 0)))
  (func (export "fill") (param i32 i32)
    (table.fill $t (local.get 0) (ref.func $seven) (local.get 1)))
  (func (export "set") (param i32) (table.set $t (local.get 0) (ref.func $seven)))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
