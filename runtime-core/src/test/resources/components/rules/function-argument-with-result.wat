;; INVALID expected a result, found none, or the other way round
(component
  (import "f" (func $f (result u8)))
  (component $c (import "f" (func )))
  (instance (instantiate $c (with "f" (func $f)))))
