;; INVALID instantiation argument `a` conflicts with previous argument `a`
(component
  (component $c)
  (import "f" (func $f))
  (instance (instantiate $c (with "a" (func $f)) (with "a" (func $f)))))
