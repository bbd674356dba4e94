;; An export named _start is no start function.
(module
  (global $ran (mut i32) (i32.const 0))
  (func (export "_start") (global.set $ran (i32.const 1)))
  (func (export "ran") (result i32) (global.get $ran)))
