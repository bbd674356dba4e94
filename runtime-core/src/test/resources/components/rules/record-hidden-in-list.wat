;; INVALID func not valid to be used as import
(component
  (type $row (record (field "id" u32)))
  (type $rows (list $row))
  (import "f" (func (param "rows" (option $rows)))))
