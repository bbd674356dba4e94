;; INVALID export name `FOO-bar` conflicts with previous name `foo-BAR`
(component
  (import "f" (func $f))
  (export "foo-BAR" (func $f))
  (export "FOO-bar" (func $f)))
