;; TRAPS CANNOT_LEAVE
;; canon_lower: may_leave is false in realloc.
(component
  (component $Callee
    (core module $Other (func (export "f")))
    (core instance $other (instantiate $Other))
    (func $f (canon lift (core func $other "f")))
    (core func $f' (canon lower (func $f)))
    (core module $M
      (import "" "f" (func $f))
      (memory (export "mem") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $f) (i32.const 0))
      (func (export "take") (param i32 i32)))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
    (func (export "take") (param "l" (list u8))
      (canon lift (core func $m "take") (memory (core memory $m "mem"))
        (realloc (core func $m "realloc")))))
  (component $Caller
    (import "take" (func $take (param "l" (list u8))))
    (core module $Libc (memory (export "mem") 1))
    (core instance $libc (instantiate $Libc))
    (core func $take' (canon lower (func $take) (memory (core memory $libc "mem"))))
    (core module $M
      (import "" "take" (func $take (param i32 i32)))
      (func (export "run") (call $take (i32.const 0) (i32.const 0))))
    (core instance $m (instantiate $M (with "" (instance (export "take" (func $take'))))))
    (func (export "run") (canon lift (core func $m "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "take" (func $callee "take"))))
  (func (export "run") (alias export $caller "run")))
