;; INVALID unknown function 0
(component (core func (canon lower (func 0))))
