;; INVALID static resource name is not known in this context
(component
  (import "[static]counter.reset" (func)))
