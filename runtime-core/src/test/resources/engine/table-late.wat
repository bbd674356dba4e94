;; Puts functions into the table of table.wat, and cannot be instantiated: its last segment does not
;; fit. What the others have put there stays: it counts calls by a global, the table and a memory that
;; it fills from a segment of data.
(module
  (import "owner" "table" (table $t 1 funcref))
  (global $calls (mut i32) (i32.const 40))
  (memory 1)
  (data $number "\2b")
  (elem (table $t) (i32.const 0) func $count)
  (elem (table $t) (i32.const 1) func $again)
  (elem (table $t) (i32.const 2) func $copied)
  (elem (table $t) (i32.const 1000) func $count)
  (func $count (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (global.get $calls))
  (func $again (result i32) (call_indirect (result i32) (i32.const 0)))
  (func $copied (result i32)
    (memory.init $number (i32.const 8) (i32.const 0) (i32.const 1))
    (i32.load8_u (i32.const 8))))
