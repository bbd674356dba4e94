;; VALID
(component
  (component $c)
  (import "f" (func $f))
  (instance (instantiate $c (with "Not-kebab-Case" (func $f)))))
