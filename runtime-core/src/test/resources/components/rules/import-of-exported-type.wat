;; INVALID func not valid to be used as import
(component
  (type $row (record (field "id" u32)))
  (export $named "row" (type $row))
  (import "f" (func (param "row" $named))))
