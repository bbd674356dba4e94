;; Does as good as nothing, so that a call of it costs nothing but the way in and out.
(component
  (import "answer" (func $answer (param "number" s32) (result s32)))
  (core func $answer' (canon lower (func $answer)))
  (core module $guest
    (import "host" "answer" (func $answer (param i32) (result i32)))
    (func (export "nothing"))
    (func (export "add") (param i32 i32) (result i32)
      (i32.add (local.get 0) (local.get 1)))
    (func (export "after") (param i32))
    (func (export "ask") (param i32) (result i32)
      (call $answer (local.get 0))))
  (core instance $instance (instantiate $guest (with "host" (instance
    (export "answer" (func $answer'))))))

  (func (export "nothing")
    (canon lift (core func $instance "nothing")))
  (func (export "add") (param "a" s32) (param "b" s32) (result s32)
    (canon lift (core func $instance "add") (post-return (core func $instance "after"))))
  (func (export "ask") (param "number" s32) (result s32)
    (canon lift (core func $instance "ask"))))
