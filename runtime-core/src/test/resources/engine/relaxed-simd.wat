(module
  (func (param i32)
    (drop (i32x4.relaxed_trunc_f32x4_s (f32x4.splat (f32.const 1))))))
