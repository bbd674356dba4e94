;; INVALID the resource 'counter' is not known in this context
(component
  (import "[static]counter.reset" (func)))
