;; INVALID type mismatch with result type
(component
  (import "f" (func $f (result s8)))
  (component $c (import "f" (func (result u8))))
  (instance (instantiate $c (with "f" (func $f)))))
