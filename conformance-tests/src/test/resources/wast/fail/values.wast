;; Every assertion here is wrong.
(module
  (func (export "one") (result i32) (i32.const 1))
  (func (export "nan") (result f32) (f32.const nan:0x200000))
  (func (export "takes") (param i32)))
(assert_return (invoke "one") (i32.const 2))
(assert_return (invoke "one"))
(assert_return (invoke "nan") (f32.const nan:canonical))
(assert_return (invoke "one") (either (i32.const 2) (i32.const 3)))
(assert_return (invoke "none") (i32.const 1))
(assert_return (invoke "takes"))
(assert_return (get "one") (i32.const 1))
(assert_return (invoke $nobody "one") (i32.const 1))

(component
  (core module $m
    (func (export "one") (result i32) (i32.const 1))
    (func (export "takes") (param i32 i32)))
  (core instance $i (instantiate $m))
  (func (export "one") (result u32) (canon lift (core func $i "one")))
  (func (export "takes") (param "v" (result u32)) (canon lift (core func $i "takes"))))
(assert_return (invoke "one") (u32.const 2))
(assert_return (invoke "one") (u64.const 1))
(assert_return (invoke "one"))
(assert_return (invoke "takes" (result.ok)))
(assert_return (invoke "takes" (result.err (u32.const 1))))
