;; TRAPS STRING_REALLOC_MISALIGNED
;; store_string_copy: utf16 must be aligned to 2.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "f") (param i32 i32))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 3)))
    (core instance $m (instantiate $M))
    (func (export "f") (param "s" string)
      (canon lift (core func $m "f") (memory (core memory $m "mem")) (realloc (core func $m "realloc")) string-encoding=utf16)))
  (component $Caller
    (import "f" (func $f (param "s" string)))
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
    (core func $f' (canon lower (func $f) (memory (core memory $m "mem")) string-encoding=utf16))
    (core module $Main
      (import "" "mem" (memory 1))
      (import "" "f" (func $f (param i32 i32)))
      (func (export "run") (result i32)
        (call $f (i32.const 0) (i32.const 0))
        (i32.const 0)))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
