;; What the host instance of component tests exports as `simple-module`.
(module
  (global (export "g") i32 (i32.const 100))
  (func (export "f") (result i32) (i32.const 101)))
