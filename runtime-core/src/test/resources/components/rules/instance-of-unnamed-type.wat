;; INVALID instance not valid to be used as import
(component
  (type $i (instance
    (type $row (record (field "id" u32)))
    (export "f" (func (param "row" $row)))))
  (import "i" (instance (type $i))))
