;; VALID
(component
  (core module $m (func (export "f") (param i32)))
  (core instance $i (instantiate $m))
  (type $row (record (field "id" u32)))
  (export $named "row" (type $row))
  (func $f (param "row" $named) (canon lift (core func $i "f")))
  (export "f" (func $f)))
