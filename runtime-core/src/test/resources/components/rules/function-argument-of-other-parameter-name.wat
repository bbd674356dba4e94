;; INVALID expected parameter named `a`, found `b`
(component
  (import "f" (func $f (param "b" u8)))
  (component $c (import "f" (func (param "a" u8))))
  (instance (instantiate $c (with "f" (func $f)))))
