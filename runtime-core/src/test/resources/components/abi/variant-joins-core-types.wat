;; RETURNS 42
;; flatten_variant: i64 and f32 join to i64, which carries the bits of the float.
(component
  (component $Callee
    (core module $M
      (func (export "f") (param $case i32) (param $bits i64) (result i32)
        (if (result i32) (local.get $case)
          (then (i32.trunc_f32_s (f32.reinterpret_i32 (i32.wrap_i64 (local.get $bits)))))
          (else (i32.wrap_i64 (i64.shr_u (local.get $bits) (i64.const 32)))))))
    (core instance $m (instantiate $M))
    (type $v' (variant (case "wide" u64) (case "float" f32)))
    (export $v "v" (type $v'))
    (func (export "f") (param "v" $v) (result u32) (canon lift (core func $m "f"))))
  (instance $callee (instantiate $Callee))
  (component $Caller
    (import "c" (instance $c
      (type $v' (variant (case "wide" u64) (case "float" f32)))
      (export "v" (type $v (eq $v')))
      (export "f" (func (param "v" $v) (result u32)))))
    (core func $f' (canon lower (func $c "f")))
    (core module $M
      (import "" "f" (func $f (param i32 i64) (result i32)))
      ;; The high half of an f32's slot does not matter.
      (func (export "run") (result i32)
        (i32.add
          (call $f (i32.const 1)
            (i64.or (i64.const 0x1234567800000000)
              (i64.extend_i32_u (i32.reinterpret_f32 (f32.const 40)))))
          (call $f (i32.const 0) (i64.const 0x200000001)))))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
    (func (export "run") (result u32) (canon lift (core func $m "run"))))
  (instance $caller (instantiate $Caller (with "c" (instance $callee))))
  (func (export "run") (alias export $caller "run")))
