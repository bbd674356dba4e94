;; INVALID is not a valid extern name
(component
  (import "a:b:c/d" (func)))
