;; VALID
(module
  (func (param i32 i64 f32 f64) (result i32 i64 f32 f64)
    (i32.add (i32.clz (local.get 0)) (i64.eqz (local.get 1)))
    (i64.mul (i64.extend_i32_s (local.get 0)) (i64.trunc_sat_f64_s (local.get 3)))
    (f32.copysign (f32.demote_f64 (local.get 3)) (f32.convert_i64_u (local.get 1)))
    (f64.min (f64.promote_f32 (local.get 2)) (f64.reinterpret_i64 (i64.extend8_s (local.get 1))))))
