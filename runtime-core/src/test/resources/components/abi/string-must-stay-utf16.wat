;; RETURNS 42
;; store_probably_utf16_to_latin1_or_utf16: a tagged string is deflated if every character fits
;; latin1, and stays utf16 and tagged if one does not.
(component
  (component $Callee
    (core module $M
      (memory (export "mem") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 16))
      (func (export "length") (param $at i32) (param $length i32) (result i32)
        (local.get $length)))
    (core instance $m (instantiate $M))
    (func (export "length") (param "s" string) (result u32)
      (canon lift (core func $m "length") (memory (core memory $m "mem"))
        (realloc (core func $m "realloc")) string-encoding=latin1+utf16)))
  (component $Caller
    (import "length" (func $length (param "s" string) (result u32)))
    (core module $Libc
      (memory (export "mem") 1)
      (data (i32.const 0) "\61\00\ff\00\00\01"))
    (core instance $libc (instantiate $Libc))
    (core func $length' (canon lower (func $length) (memory (core memory $libc "mem"))
      string-encoding=latin1+utf16))
    (core module $M
      (import "" "length" (func $length (param i32 i32) (result i32)))
      (func (export "run") (result i32)
        (if (i32.ne (call $length (i32.const 0) (i32.const 0x80000002)) (i32.const 2))
          (then unreachable))
        (if (i32.ne (call $length (i32.const 0) (i32.const 0x80000003)) (i32.const 0x80000003))
          (then unreachable))
        (i32.const 42)))
    (core instance $m (instantiate $M (with "" (instance (export "length" (func $length'))))))
    (func (export "run") (result u32) (canon lift (core func $m "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "length" (func $callee "length"))))
  (func (export "run") (alias export $caller "run")))
