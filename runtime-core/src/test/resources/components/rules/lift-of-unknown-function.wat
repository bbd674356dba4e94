;; INVALID unknown core function 7
(component
  (type $t (func))
  (func (type $t) (canon lift (core func 7))))
