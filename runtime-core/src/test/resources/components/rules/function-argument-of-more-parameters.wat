;; INVALID expected 0 parameters, found 1
(component
  (import "f" (func $f (param "a" u8)))
  (component $c (import "f" (func )))
  (instance (instantiate $c (with "f" (func $f)))))
