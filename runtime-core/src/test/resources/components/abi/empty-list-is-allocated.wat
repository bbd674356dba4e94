;; RETURNS 42
;; store_list_into_range: realloc is called for a list without elements, too.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (global $calls (mut i32) (i32.const 40))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (i32.or (i32.or (local.get 0) (local.get 1)) (local.get 3)) (then unreachable))
        (global.set $calls (i32.add (global.get $calls) (local.get 2)))
        (i32.const 0))
      (func (export "f") (param i32 i32) (result i32) (i32.sub (global.get $calls) (i32.const 2))))
    (core instance $m (instantiate $M))
    (func (export "f") (param "l" (list u32)) (result u32)
      (canon lift (core func $m "f") (memory (core memory $m "mem")) (realloc (core func $m "realloc")))))
  (component $Caller
    (import "f" (func $f (param "l" (list u32)) (result u32)))
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
      (import "" "f" (func $f (param i32 i32) (result i32)))
      (func (export "run") (result i32)
        (call $f (i32.const 4) (i32.const 0))))
    (core instance $main (instantiate $Main (with "" (instance
      (export "mem" (memory $m "mem"))
      (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $main "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (func (export "run") (alias export $caller "run")))
