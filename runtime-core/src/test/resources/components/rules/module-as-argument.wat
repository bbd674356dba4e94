;; VALID
(component
  (component $user
    (import "m" (core module $m
      (import "env" "base" (global i32))
      (export "get" (func (result i32)))))
    (core module $base (global (export "base") i32 (i32.const 1)))
    (core instance $base (instantiate $base))
    (core instance $one (instantiate $m (with "env" (instance $base))))
    (core instance $two (instantiate $m (with "env" (instance $base))))
    (func (export "get") (result u32) (canon lift (core func $two "get"))))
  (core module $given (func (export "get") (result i32) (i32.const 7)))
  (instance $i (instantiate $user (with "m" (core module $given))))
  (export "get" (func $i "get")))
