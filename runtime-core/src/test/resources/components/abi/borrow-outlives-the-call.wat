;; TRAPS BORROWS_REMAIN
;; Task.return_: what was borrowed must be dropped before the call returns.
(component
  (type $r (resource (rep i32)))
  (component $Borrower
    (import "r" (type $r (sub resource)))
    (import "take" (func $take (param "r" (own $r))))
    (import "peek" (func $peek (param "r" (borrow $r)) (result u32)))
    (core func $take' (canon lower (func $take)))
    (core func $peek' (canon lower (func $peek)))
    (core func $drop (canon resource.drop $r))
    (core module $M
      (import "" "take" (func $take (param i32)))
      (import "" "peek" (func $peek (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "b") (param $handle i32) (result i32)
        (call $peek (local.get $handle))))
    (core instance $m (instantiate $M (with "" (instance
      (export "take" (func $take')) (export "peek" (func $peek')) (export "drop" (func $drop))))))
    (func (export "b") (param "r" (borrow $r)) (result u32) (canon lift (core func $m "b"))))
  (core module $Root
    (func (export "take") (param i32))
    (func (export "peek") (param i32) (result i32) (local.get 0)))
  (core instance $root (instantiate $Root))
  (func $take (param "r" (own $r)) (canon lift (core func $root "take")))
  (func $peek (param "r" (borrow $r)) (result u32) (canon lift (core func $root "peek")))
  (instance $borrower (instantiate $Borrower
    (with "r" (type $r)) (with "take" (func $take)) (with "peek" (func $peek))))
  (core func $b (canon lower (func $borrower "b")))
  (core func $new (canon resource.new $r))
  (core module $Main
    (import "" "b" (func $b (param i32) (result i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (func (export "run") (result i32) (call $b (call $new (i32.const 42)))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "b" (func $b)) (export "new" (func $new))))))
  (func (export "run") (result u32) (canon lift (core func $main "run"))))
