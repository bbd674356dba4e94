;; Imports the memory that memory.wat exports, and has a passive segment at the same index.
(module
  (import "m" "memory" (memory 1))
  (data $passive "UVWXYZ")
  (func (export "init") (param i32 i32 i32)
    (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
  (func (export "drop") (data.drop $passive))
  (func (export "size") (result i32) (memory.size))
  (func (export "byte") (param i32) (result i32) (i32.load8_u (local.get 0))))
