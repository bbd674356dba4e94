;; INVALID only instances can have an `implements`
(component (import "f" (implements "a:b/c") (func)))
