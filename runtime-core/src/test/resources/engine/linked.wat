;; Imports two functions under one name, calls both, and exports what it imports.
(module
  (import "host" "f" (func $one (param i32) (result i32)))
  (import "host" "f" (func $two (param i32) (result i32)))
  (import "host" "g" (global $g (mut i64)))
  (func (export "both") (param i32) (result i32)
    (call $two (call $one (local.get 0))))
  (func (export "bump") (result i64)
    (global.set $g (i64.add (global.get $g) (i64.const 1)))
    (global.get $g))
  (export "one" (func $one)))
