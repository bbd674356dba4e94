;; INVALID unknown component 0
(component
  (instance (instantiate 0))
  (component))
