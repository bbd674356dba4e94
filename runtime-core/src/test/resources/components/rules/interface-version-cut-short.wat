;; INVALID invalid interface version: unexpected end of input
(component (import "a:b/c@1.2" (func)))
