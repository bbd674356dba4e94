;; VALID
(module
  (import "" "" (global i32))
  (memory 1)
  (global i32 (i32.add (global.get 0) (i32.const 1)))
  (global i64 (i64.mul (i64.const 2) (i64.const 3)))
  (global f32 (f32.const 0))
  (global externref (ref.null extern))
  (data (offset (i32.sub (global.get 1) (i32.const 1))) "a"))
