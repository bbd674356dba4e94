;; INVALID name `x` must be an interface
(component (import "i" (implements "x") (instance)))
