;; Puts functions into the table of table.wat, and cannot be instantiated: its second segment does
;; not fit. What its first one has put there stays, and counts calls by a global and the table.
(module
  (import "owner" "table" (table $t 1 funcref))
  (global $calls (mut i32) (i32.const 40))
  (elem (table $t) (i32.const 0) func $count)
  (elem (table $t) (i32.const 1) func $again)
  (elem (table $t) (i32.const 1000) func $count)
  (func $count (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (global.get $calls))
  (func $again (result i32) (call_indirect (result i32) (i32.const 0))))
