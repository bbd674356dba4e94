;; VALID
(component
  (import "a1-B2-3-c" (func))
  (import "wasi:io/streams@0.2.3-rc.1+b" (func))
  (import "wasi:io/streams@1" (func))
  (import "wasi:io/streams" (func)))
