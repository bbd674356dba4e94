;; INVALID lowered result types `[I64]` do not match result types `[I32]`
(component
  (core module $m (func (export "f") (result i32) unreachable))
  (core instance $i (instantiate $m))
  (func (result u64) (canon lift (core func $i "f"))))
