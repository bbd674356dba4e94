;; INVALID type mismatch: expected externref, found funcref
(module (func) (elem externref (ref.func 0)))
