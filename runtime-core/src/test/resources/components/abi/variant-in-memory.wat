;; RETURNS 42
;; alignment_variant, elem_size_variant: the payload of the widest case decides offset and size.
(component
  (core module $M
    (memory (export "mem") 1)
    ;; Elements of 16 bytes: the case number, padding up to 8, the payload.
    (data (i32.const 32) "\01\ff\ff\ff\ff\ff\ff\ff\28\00\00\00\00\00\00\00")
    (data (i32.const 48) "\00\ff\ff\ff\ff\ff\ff\ff\02\ff\ff\ff\ff\ff\ff\ff")
    (data (i32.const 0) "\20\00\00\00\02\00\00\00")
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $m (instantiate $M))
  (type $v' (variant (case "narrow" u8) (case "wide" u64)))
  (export $v "v" (type $v'))
  (func (export "list") (result (list $v))
    (canon lift (core func $m "run") (memory (core memory $m "mem"))))
  (func $list (result (list $v))
    (canon lift (core func $m "run") (memory (core memory $m "mem"))))
  (core module $Libc
    (memory (export "mem") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (if (i32.ne (local.get 2) (i32.const 8)) (then unreachable))
      (if (i32.ne (local.get 3) (i32.const 32)) (then unreachable))
      (i32.const 64)))
  (core instance $libc (instantiate $Libc))
  (core func $list' (canon lower (func $list)
    (memory (core memory $libc "mem")) (realloc (core func $libc "realloc"))))
  (core module $Main
    (import "" "mem" (memory 1))
    (import "" "list" (func $list (param i32)))
    (func (export "run") (result i32)
      (call $list (i32.const 0))
      (if (i32.ne (i32.load8_u (i32.const 64)) (i32.const 1)) (then unreachable))
      (i32.add (i32.load (i32.const 72)) (i32.load8_u (i32.const 88)))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "mem" (memory $libc "mem")) (export "list" (func $list'))))))
  (func (export "run") (result u32) (canon lift (core func $main "run"))))
