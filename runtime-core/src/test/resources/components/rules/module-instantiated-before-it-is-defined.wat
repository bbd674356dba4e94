;; INVALID unknown module 0
(component
  (core instance (instantiate 0))
  (core module))
