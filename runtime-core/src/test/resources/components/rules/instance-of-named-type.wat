;; VALID
(component
  (type $i (instance
    (type $row (record (field "id" u32)))
    (export "row" (type $named (eq $row)))
    (export "f" (func (param "row" $named)))))
  (import "i" (instance $imported (type $i)))
  (alias export $imported "row" (type $row))
  (import "g" (func (param "row" $row))))
