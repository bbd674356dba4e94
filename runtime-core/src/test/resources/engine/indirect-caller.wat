;; Calls through the table of indirect-provider.wat: slot 0 is unary, slot 1 is not, 2 is empty.
(module
  (type $unary (func (param i32) (result i32)))
  (import "p" "table" (table 4 funcref))
  (func (export "call") (param i32) (result i32)
    (call_indirect (type $unary) (i32.const 21) (local.get 0)))
  (func (export "copy") (param i32 i32 i32)
    (table.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (export "size") (result i32) (table.size 0)))
