;; RETURNS 42
;; canon_resource_rep does not look at may_leave: post-return may call it.
(component
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (core func $rep (canon resource.rep $r))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (global $handle (mut i32) (i32.const 0))
    (func (export "run") (result i32)
      (global.set $handle (call $new (i32.const 7)))
      (i32.const 42))
    (func (export "after") (param i32)
      (if (i32.ne (call $rep (global.get $handle)) (i32.const 7)) (then unreachable))))
  (core instance $m (instantiate $M (with "" (instance
    (export "new" (func $new)) (export "rep" (func $rep))))))
  (func (export "run") (result u32)
    (canon lift (core func $m "run") (post-return (core func $m "after")))))
