;; INVALID canonical option `post-return` uses a core function with an incorrect signature: expected (i32) -> (), found (i64) -> ()
(component
  (core module $m (func (export "f") (result i32) unreachable) (func (export "p") (param i64)))
  (core instance $i (instantiate $m))
  (func (result u32) (canon lift (core func $i "f") (post-return (core func $i "p")))))
