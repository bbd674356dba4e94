;; TRAPS WRONG_RESOURCE_TYPE
;; canon_resource_drop: two resource types are two even if they look the same.
(component
  (type $r (resource (rep i32)))
  (type $s (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (core func $drop (canon resource.drop $s))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "run") (call $drop (call $new (i32.const 1)))))
  (core instance $m (instantiate $M (with "" (instance
    (export "new" (func $new)) (export "drop" (func $drop))))))
  (func (export "run") (canon lift (core func $m "run"))))
