;; Four MiB of memory in an inner component, a resource with a destructor, a table.
(component
  (component $Inner
    (core module $M
      (memory (export "mem") 64)
      (table 1000 funcref)
      (func (export "drop") (param i32))
      (func (export "touch") (result i32) (i32.const 42)))
    (core instance $m (instantiate $M))
    (type $r' (resource (rep i32) (dtor (core func $m "drop"))))
    (core func $new (canon resource.new $r'))
    (export $r "r" (type $r'))
    (func (export "make") (param "rep" u32) (result (own $r)) (canon lift (core func $new)))
    (func (export "touch") (result u32) (canon lift (core func $m "touch"))))
  (instance $inner (instantiate $Inner))
  (export "inner" (instance $inner)))
