;; INVALID type index 0 is not a defined type
(component
  (type $f (func))
  (type (list $f)))
