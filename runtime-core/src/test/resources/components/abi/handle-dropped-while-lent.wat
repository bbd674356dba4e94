;; TRAPS HANDLE_LENT
;; canon_resource_drop: the child has borrowed the handle when its parent, which it calls, drops
;; it.
(component
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (core func $drop (canon resource.drop $r))
  (core module $Root
    (import "" "drop" (func $drop (param i32)))
    (func (export "release") (call $drop (i32.const 1))))
  (core instance $root (instantiate $Root (with "" (instance (export "drop" (func $drop))))))
  (func $release (canon lift (core func $root "release")))
  (component $Borrower
    (import "r" (type $r (sub resource)))
    (import "release" (func $release))
    (core func $release' (canon lower (func $release)))
    (core module $M
      (import "" "release" (func $release))
      (func (export "b") (param i32) (call $release)))
    (core instance $m (instantiate $M (with "" (instance (export "release" (func $release'))))))
    (func (export "b") (param "r" (borrow $r)) (canon lift (core func $m "b"))))
  (instance $borrower (instantiate $Borrower
    (with "r" (type $r)) (with "release" (func $release))))
  (core func $b (canon lower (func $borrower "b")))
  (core module $Main
    (import "" "b" (func $b (param i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (func (export "run") (call $b (call $new (i32.const 7)))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "b" (func $b)) (export "new" (func $new))))))
  (func (export "run") (canon lift (core func $main "run"))))
