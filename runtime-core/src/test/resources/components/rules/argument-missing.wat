;; INVALID missing instantiation argument named 'f'
(component
  (component $c (import "f" (func)))
  (instance (instantiate $c)))
