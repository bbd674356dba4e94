;; INVALID expected `/` after package name
(component (import "a:b:c/d" (func)))
