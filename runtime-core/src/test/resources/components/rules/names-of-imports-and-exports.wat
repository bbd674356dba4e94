;; VALID
(component
  (import "f" (func $f))
  (export "f" (func $f)))
