;; Every assertion here is wrong: it expects a trap of another kind, another handle, or none is due.
(module
  (func (export "unreachable") unreachable)
  (func (export "return"))
  (func $recurse (export "recurse") (call $recurse)))
(assert_trap (invoke "unreachable") "out of bounds memory access")
(assert_trap (invoke "unreachable") "a text that nobody knows")
(assert_trap (invoke "return") "unreachable")
(assert_trap (invoke "recurse") "unreachable")
(assert_exhaustion (invoke "unreachable") "call stack exhausted")
(assert_exhaustion (invoke "return") "call stack exhausted")
(assert_return (invoke "unreachable"))
(invoke "unreachable")
(assert_trap (module (func $f unreachable) (start $f)) "integer overflow")

(component definition $drops
  (type $r (resource (rep i32)))
  (core func $drop (canon resource.drop $r))
  (core module $m
    (import "" "drop" (func $drop (param i32)))
    (func (export "drop") (call $drop (i32.const 7))))
  (core instance $i (instantiate $m (with "" (instance (export "drop" (func $drop))))))
  (func (export "drop") (canon lift (core func $i "drop"))))
(component instance $one $drops)
(assert_trap (invoke "drop") "unknown handle index 70")
(component instance $two $drops)
(assert_trap (invoke "drop") "cannot remove owned resource while borrowed")
