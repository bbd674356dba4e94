;; RETURNS 42
;; flatten_functype: 17 core values are a pointer, in the caller and in the callee, aligned for the
;; widest.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "f") (param $p i32) (result i32)
        (if (i32.and (local.get $p) (i32.const 7)) (then unreachable))
        (i32.add (i32.load8_u offset=30 (local.get $p)) (i32.load offset=8 (local.get $p))))
      (global $next (mut i32) (i32.const 1024))
      (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32)
        (result i32)
        (local $at i32)
        (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
        (global.set $next (i32.add (local.get $at) (local.get $size)))
        (memory.copy (local.get $at) (local.get $old) (local.get $old-size))
        (local.get $at)))
    (core instance $m (instantiate $M))
    (func (export "f") (param "p" (tuple u8 u64 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8)) (result u32)
      (canon lift (core func $m "f") (memory (core memory $m "mem")) (realloc (core func $m "realloc")))))
  (component $Caller
    (import "f" (func $f (param "p" (tuple u8 u64 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8 u8)) (result u32)))
    (core module $Libc
      (memory (export "mem") 1)
      (global $next (mut i32) (i32.const 1024))
      (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32)
        (result i32)
        (local $at i32)
        (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
        (global.set $next (i32.add (local.get $at) (local.get $size)))
        (memory.copy (local.get $at) (local.get $old) (local.get $old-size))
        (local.get $at)))
    (core instance $m (instantiate $Libc))
    (core func $f' (canon lower (func $f) (memory (core memory $m "mem"))))
    (core module $Main
      (import "" "mem" (memory 1))
      (import "" "f" (func $f (param i32) (result i32)))
      (func (export "run") (result i32)
        (i64.store offset=8 (i32.const 64) (i64.const 40))
        (i32.store8 offset=30 (i32.const 64) (i32.const 2))
        (call $f (i32.const 64))))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
