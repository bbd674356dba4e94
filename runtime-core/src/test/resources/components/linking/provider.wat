;; What other components are bound to: functions, an interface with a resource, a core module and a
;; component.
(component
  (import "pause" (func $pause))
  (core func $pause (canon lower (func $pause)))
  (core module $M
    (import "host" "pause" (func $pause))
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (global $drops (mut i32) (i32.const 0))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $next)
      (global.set $next
        (i32.and
          (i32.add (i32.add (global.get $next) (local.get 3)) (i32.const 7))
          (i32.const -8))))
    (func (export "drop") (param i32)
      (global.set $drops (i32.add (global.get $drops) (i32.const 1))))
    (func (export "drops") (result i32) (global.get $drops))
    (func (export "get") (param i32) (result i32) (local.get 0))
    (func (export "echo") (param i32 i32) (result i32)
      (i32.store (i32.const 16) (local.get 0))
      (i32.store (i32.const 20) (local.get 1))
      (i32.const 16))
    (func (export "fail") unreachable)
    (func (export "spin") (loop (br 0)))
    (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
    (func (export "hold") (call $pause)))
  (core instance $m (instantiate $M
    (with "host" (instance (export "pause" (func $pause))))))

  (type $thing (resource (rep i32) (dtor (core func $m "drop"))))
  (core func $new (canon resource.new $thing))
  (core func $rep (canon resource.rep $thing))
  (core func $drop (canon resource.drop $thing))
  (core module $Consumer
    (import "thing" "rep" (func $rep (param i32) (result i32)))
    (import "thing" "drop" (func $drop (param i32)))
    (func (export "consume") (param i32) (result i32)
      (call $rep (local.get 0))
      (call $drop (local.get 0))))
  (core instance $consumer (instantiate $Consumer
    (with "thing" (instance (export "rep" (func $rep)) (export "drop" (func $drop))))))

  (func $make (param "n" u32) (result (own $thing)) (canon lift (core func $new)))
  (func $get (param "self" (borrow $thing)) (result u32) (canon lift (core func $m "get")))
  (func $consume (param "t" (own $thing)) (result u32)
    (canon lift (core func $consumer "consume")))
  (func $drops (result u32) (canon lift (core func $m "drops")))
  (instance $things
    (export "thing" (type $thing))
    (export "make" (func $make))
    (export "get" (func $get))
    (export "consume" (func $consume))
    (export "drops" (func $drops)))
  (export "test:link/things@0.1.2" (instance $things))

  (func (export "echo") (param "s" string) (result string)
    (canon lift (core func $m "echo")
      (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (func (export "fail") (canon lift (core func $m "fail")))
  (func (export "spin") (canon lift (core func $m "spin")))
  (func (export "grow") (param "pages" u32) (result s32) (canon lift (core func $m "grow")))
  (func (export "hold") (canon lift (core func $m "hold")))
  (export "pause-again" (func $pause))

  (core module $Answer (func (export "answer") (result i32) (i32.const 42)))
  (export "module" (core module $Answer))
  (component $C
    (import "pause" (func $pause))
    (core module $M
      (import "host" "pause" (func $pause))
      (func (export "run") (result i32) (call $pause) (i32.const 7)))
    (core func $pause (canon lower (func $pause)))
    (core instance $m (instantiate $M
      (with "host" (instance (export "pause" (func $pause))))))
    (func (export "run") (result u32) (canon lift (core func $m "run"))))
  (export "component" (component $C))
  (type $pair (tuple u32 u32))
  (export "pair" (type $pair)))
