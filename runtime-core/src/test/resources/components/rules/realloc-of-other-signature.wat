;; INVALID canonical option `realloc` uses a core function with an incorrect signature
(component
  (core module $m (memory (export "m") 1) (func (export "f") (param i32 i32)))
  (core instance $i (instantiate $m))
  (func (param "x" string) (canon lift (core func $i "f")
    (memory (core memory $i "m")) (realloc (core func $i "f")))))
