;; TRAPS CANNOT_LEAVE
;; canon_resource_new: may_leave is false in post-return.
(component
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (core func $drop (canon resource.drop $r))
  (core module $Other (func (export "f")))
  (core instance $other (instantiate $Other))
  (func $f (canon lift (core func $other "f")))
  (core func $f' (canon lower (func $f)))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "f" (func $f))
    (global $handle (mut i32) (i32.const 0))
    (func (export "run") (global.set $handle (call $new (i32.const 1))))
    (func (export "after") (drop (call $new (i32.const 2)))))
  (core instance $m (instantiate $M (with "" (instance
    (export "new" (func $new)) (export "drop" (func $drop)) (export "f" (func $f'))))))
  (func (export "run")
    (canon lift (core func $m "run") (post-return (core func $m "after")))))
