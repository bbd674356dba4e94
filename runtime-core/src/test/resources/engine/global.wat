(module
  (global (export "counter") (mut i64) (i64.const 40))
  (global (export "constant") i32 (i32.add (i32.const 40) (i32.const 2))))
