;; RETURNS 42
;; canon_lift: post-return is called with the core results after they were lifted, even for a call
;; from another component.
(component
  (component $Callee
    (core module $M
      (global $seen (mut i32) (i32.const 0))
      (func (export "f") (result i32) (i32.const 21))
      (func (export "after") (param i32) (global.set $seen (local.get 0)))
      (func (export "seen") (result i32) (global.get $seen)))
    (core instance $m (instantiate $M))
    (func (export "f") (result u32)
      (canon lift (core func $m "f") (post-return (core func $m "after"))))
    (func (export "seen") (result u32) (canon lift (core func $m "seen"))))
  (component $Caller
    (import "f" (func $f (result u32)))
    (import "seen" (func $seen (result u32)))
    (core func $f' (canon lower (func $f)))
    (core func $seen' (canon lower (func $seen)))
    (core module $M
      (import "" "f" (func $f (result i32)))
      (import "" "seen" (func $seen (result i32)))
      (func (export "run") (result i32) (i32.add (call $f) (call $seen))))
    (core instance $m (instantiate $M (with "" (instance
      (export "f" (func $f')) (export "seen" (func $seen'))))))
    (func (export "run") (result u32) (canon lift (core func $m "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller
    (with "f" (func $callee "f")) (with "seen" (func $callee "seen"))))
  (func (export "run") (alias export $caller "run")))
