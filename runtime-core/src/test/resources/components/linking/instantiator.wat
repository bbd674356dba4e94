;; Instantiates the core module and, twice, the component that it imports; a nested component gets
;; at the module by an outer alias. What it instantiates has more exports, and needs less.
(component $Root
  (import "pause" (func $pause))
  (import "module" (core module $Module
    (import "unused" "f" (func))
    (export "answer" (func (result i32)))))
  (import "component" (component $Component
    (import "pause" (func))
    (import "unused" (func))
    (export "run" (func (result u32)))))
  (component $Inner
    (alias outer $Root $Module (core module $Module))
    (core module $Nothing (func (export "f")))
    (core instance $nothing (instantiate $Nothing))
    (core instance $m (instantiate $Module (with "unused" (instance $nothing))))
    (func (export "answer") (result u32) (canon lift (core func $m "answer"))))
  (instance $inner (instantiate $Inner))
  (instance $one (instantiate $Component (with "pause" (func $pause)) (with "unused" (func $pause))))
  (instance $two (instantiate $Component (with "pause" (func $pause)) (with "unused" (func $pause))))
  (core func $one (canon lower (func $one "run")))
  (core func $two (canon lower (func $two "run")))
  (core module $Sum
    (import "in" "one" (func $one (result i32)))
    (import "in" "two" (func $two (result i32)))
    (func (export "sum") (result i32) (i32.add (call $one) (call $two))))
  (core instance $sum (instantiate $Sum (with "in" (instance
    (export "one" (func $one))
    (export "two" (func $two))))))
  (export "answer" (func $inner "answer"))
  (export "module-again" (core module $Module))
  (export "component-again" (component $Component))
  (func (export "sum") (result u32) (canon lift (core func $sum "sum"))))
