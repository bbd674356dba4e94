;; INVALID canonical option `realloc` is required
(component
  (core module $m (memory (export "mem") 1))
  (core instance $i (instantiate $m))
  (import "f" (func $f (result string)))
  (core func (canon lower (func $f) (memory (core memory $i "mem")))))
