;; INVALID type mismatch in function parameter `a`
(component
  (import "f" (func $f (param "a" s8)))
  (component $c (import "f" (func (param "a" u8))))
  (instance (instantiate $c (with "f" (func $f)))))
