;; INVALID canonical option `memory` is specified more than once
(component
  (core module $m
    (memory (export "mem") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
    (func (export "f") (param i32 i32)))
  (core instance $i (instantiate $m))
  (alias core export $i "mem" (core memory $mem))
  (alias core export $i "realloc" (core func $realloc))
  (alias core export $i "f" (core func $f))
  (type $t (func (param "s" string)))
  (func (type $t) (canon lift (core func $f) (memory $mem) (memory $mem) (realloc (core func $realloc)))))
