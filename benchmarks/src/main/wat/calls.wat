;; Hands each call on to the host.
(component
  (import "bench:calls/points@0.1.0" (instance $host
    (type $point' (record (field "x" s32) (field "y" s32) (field "z" s64)))
    (export "point" (type $point (eq $point')))
    (export "add" (func (param "a" s64) (param "b" s64) (result s64)))
    (export "move" (func (param "p" $point) (param "dx" s32) (result $point)))))
  (alias export $host "point" (type $point))
  (core module $memory
    (memory (export "memory") 1))
  (core instance $memory (instantiate $memory))
  (alias core export $memory "memory" (core memory $memory))
  (core func $add (canon lower (func $host "add")))
  (core func $move (canon lower (func $host "move") (memory $memory)))
  (core module $forward
    (import "host" "move" (func $move (param i32 i32 i64 i32 i32)))
    (func (export "move") (param i32 i32 i64 i32) (result i32)
      (call $move (local.get 0) (local.get 1) (local.get 2) (local.get 3) (i32.const 16))
      (i32.const 16)))
  (core instance $forward (instantiate $forward (with "host" (instance
    (export "move" (func $move))))))
  (func $add' (param "a" s64) (param "b" s64) (result s64) (canon lift (core func $add)))
  (func $move' (param "p" $point) (param "dx" s32) (result $point)
    (canon lift (core func $forward "move") (memory $memory)))
  (instance $exported (export "add" (func $add')) (export "move" (func $move')))
  (export "bench:calls/forward@0.1.0" (instance $exported)))
