;; Calls that carry no list: nothing, numbers, and numbers by way of the host.
(component
  (import "answer" (func $answer (param "number" s64) (result s64)))
  (core func $answer' (canon lower (func $answer)))
  (core module $guest
    (import "host" "answer" (func $answer (param i64) (result i64)))
    (func (export "nothing"))
    (func (export "after"))
    (func (export "add") (param i64 i64) (result i64)
      (i64.add (local.get 0) (local.get 1)))
    (func (export "after-add") (param i64))
    (func (export "ask") (param i64) (result i64)
      (call $answer (local.get 0))))
  (core instance $i (instantiate $guest (with "host" (instance
    (export "answer" (func $answer'))))))
  (func (export "nothing")
    (canon lift (core func $i "nothing") (post-return (core func $i "after"))))
  (func (export "add") (param "a" s64) (param "b" s64) (result s64)
    (canon lift (core func $i "add") (post-return (core func $i "after-add"))))
  (func (export "ask") (param "number" s64) (result s64)
    (canon lift (core func $i "ask"))))
