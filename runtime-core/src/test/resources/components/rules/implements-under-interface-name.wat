;; INVALID name `d:e/f` is not valid with `implements`
(component (import "d:e/f" (implements "a:b/c") (instance)))
