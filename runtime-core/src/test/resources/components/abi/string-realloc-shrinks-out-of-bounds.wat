;; TRAPS STRING_REALLOC_OUT_OF_BOUNDS
;; store_string_to_utf8: the block that the string shrinks into is checked, too.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "f") (param i32 i32))
      (func (export "realloc") (param $old i32) (param $old-size i32) (param i32) (param $size i32)
        (result i32)
        (if (result i32) (i32.lt_u (local.get $size) (local.get $old-size))
          (then (i32.const -1))
          (else (i32.const 16)))))
    (core instance $m (instantiate $M))
    (func (export "f") (param "s" string)
      (canon lift (core func $m "f") (memory (core memory $m "mem")) (realloc (core func $m "realloc")))))
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
      (data (i32.const 16) "\61\00\f6\00")
      (func (export "run") (result i32)
        (call $f (i32.const 16) (i32.const 2))
        (i32.const 0)))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
