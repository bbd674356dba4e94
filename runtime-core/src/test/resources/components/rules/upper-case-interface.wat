;; VALID
(component
  (import "a:b/C-d@0.2.1-rc.1+x" (func)))
