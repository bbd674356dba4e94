;; Components: instances of a definition, registered instances, the host, traps and rejections.
(component definition $counter
  (core module $m
    (global $n (mut i32) (i32.const 0))
    (func (export "next") (result i32)
      (global.set $n (i32.add (global.get $n) (i32.const 1)))
      (global.get $n)))
  (core instance $i (instantiate $m))
  (func (export "next") (result u32) (canon lift (core func $i "next"))))
(component instance $first $counter)
(component instance $second $counter)
(assert_return (invoke $first "next") (u32.const 1))
(assert_return (invoke $first "next") (u32.const 2))
(assert_return (invoke $second "next") (u32.const 1))

;; A later component calls into the live instance.
(register "counting" $first)
(component
  (import "counting" (instance $counting (export "next" (func (result u32)))))
  (core func $next (canon lower (func $counting "next")))
  (core module $m
    (import "counting" "next" (func $next (result i32)))
    (func (export "twice") (result i32) (drop (call $next)) (call $next)))
  (core instance $i
    (instantiate $m (with "counting" (instance (export "next" (func $next))))))
  (func (export "twice") (result u32) (canon lift (core func $i "twice"))))
(assert_return (invoke "twice") (u32.const 4))
(assert_return (invoke $first "next") (u32.const 5))
(assert_unlinkable
  (component (import "counting" (instance (export "next" (func (result u64))))))
  "has the wrong type")
(assert_unlinkable (component (import "nobody" (func))) "was not found")

;; The instance that the runner offers.
(component
  (import "host" (instance $host
    (export "return-three" (func (result u32)))
    (export "resource1" (type $r (sub resource)))
    (export "[constructor]resource1" (func (param "r" u32) (result (own $r))))
    (export "[static]resource1.drops" (func (result u32)))
    (export "[static]resource1.last-drop" (func (result u32)))))
  (alias export $host "resource1" (type $r))
  (core func $three (canon lower (func $host "return-three")))
  (core func $new (canon lower (func $host "[constructor]resource1")))
  (core func $drops (canon lower (func $host "[static]resource1.drops")))
  (core func $last (canon lower (func $host "[static]resource1.last-drop")))
  (core func $drop (canon resource.drop $r))
  (core module $m
    (import "" "three" (func $three (result i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "drops" (func $drops (result i32)))
    (import "" "last" (func $last (result i32)))
    (func (export "three") (result i32) (call $three))
    (func (export "last") (result i32)
      (call $drop (call $new (i32.const 11)))
      (call $drop (call $new (i32.const 12)))
      (i32.add (i32.mul (call $drops) (i32.const 100)) (call $last)))
    (func (export "drop") (param i32) (call $drop (local.get 0))))
  (core instance $i (instantiate $m (with "" (instance
    (export "three" (func $three))
    (export "new" (func $new))
    (export "drop" (func $drop))
    (export "drops" (func $drops))
    (export "last" (func $last))))))
  (func (export "three") (result u32) (canon lift (core func $i "three")))
  (func (export "last") (result u32) (canon lift (core func $i "last")))
  (func (export "drop") (param "handle" u32) (canon lift (core func $i "drop"))))
(assert_return (invoke "three") (u32.const 3))
(assert_return (invoke "last") (u32.const 212))
(assert_trap (invoke "drop" (u32.const 7)) "unknown handle index 7")
(assert_trap (invoke "three") "cannot enter component instance")

(component
  (core module $m (func (export "f") (result i32) (i32.const 0xd800)))
  (core instance $i (instantiate $m))
  (func (export "f") (result char) (canon lift (core func $i "f"))))
(assert_trap (invoke "f") "invalid `char` bit pattern")
(assert_trap
  (component (core module $m (func $f unreachable) (start $f)) (core instance (instantiate $m)))
  "unreachable")

(assert_invalid (component (import "a" (func)) (import "A" (func))) "conflicts with previous name")
(assert_invalid (component (type (enum))) "enum type must have at least one variant")
(assert_malformed (component binary "\00asm" "\0d\00\01\00" "\07\02\01\3e") "invalid leading byte (0x3e)")
