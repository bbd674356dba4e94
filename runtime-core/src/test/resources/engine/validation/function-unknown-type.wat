;; INVALID unknown type 3
(module (func (type 3)))
