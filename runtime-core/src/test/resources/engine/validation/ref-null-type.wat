;; INVALID function 0: type mismatch: expected externref, found funcref
(module
  (func (result externref)
    ref.null func))
