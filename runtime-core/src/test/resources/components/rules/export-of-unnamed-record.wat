;; INVALID func not valid to be used as export
(component
  (core module $m (func (export "f") (param i32)))
  (core instance $i (instantiate $m))
  (type $row (record (field "id" u32)))
  (func $f (param "row" $row) (canon lift (core func $i "f")))
  (export "f" (func $f)))
