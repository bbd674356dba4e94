;; Exports a function that is lifted as async, which belongs to version 0.3 of the interfaces.
;; Must be refused at load, saying so: exit code 4.
(component
  (core module $m
    (func (export "run") (result i32) (unreachable))
    (func (export "callback") (param i32 i32 i32) (result i32) (unreachable)))
  (core instance $i (instantiate $m))
  (func (export "run") async (canon lift (core func $i "run") async (callback (core func $i "callback")))))
