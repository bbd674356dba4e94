;; TRAPS RETURN_POINTER_MISALIGNED
;; lower_flat_values: the caller gives the place for a result of two core values.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "f") (result i32) (i32.const 8)))
    (core instance $m (instantiate $M))
    (func (export "f") (result (tuple u32 u32))
      (canon lift (core func $m "f") (memory (core memory $m "mem")))))
  (component $Caller
    (import "f" (func $f (result (tuple u32 u32))))
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
      (import "" "f" (func $f (param i32)))
      (func (export "run") (result i32)
        (call $f (i32.const 6))
        (i32.const 0)))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
