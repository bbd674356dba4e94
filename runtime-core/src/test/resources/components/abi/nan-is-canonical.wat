;; RETURNS 42
;; canonicalize_nan32: between two guests the payload of a NaN is lost; in memory and flat it is
;; the canonical one of the deterministic profile.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "f") (param f32 f64) (result i32)
        (i32.and
          (i32.eq (i32.reinterpret_f32 (local.get 0)) (i32.const 0x7fc00000))
          (i64.eq (i64.reinterpret_f64 (local.get 1)) (i64.const 0x7ff8000000000000)))))
    (core instance $m (instantiate $M))
    (func (export "f") (param "x" f32) (param "y" (tuple f64)) (result bool)
      (canon lift (core func $m "f"))))
  (component $Caller
    (import "f" (func $f (param "x" f32) (param "y" (tuple f64)) (result bool)))
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
    (core func $f' (canon lower (func $f)))
    (core module $Main
      (import "" "mem" (memory 1))
      (import "" "f" (func $f (param f32 f64) (result i32)))
      (func (export "run") (result i32)
        (if (result i32) (call $f (f32.const -nan:0x200001) (f64.const nan:0x4))
          (then (i32.const 42)) (else (i32.const 0)))))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
