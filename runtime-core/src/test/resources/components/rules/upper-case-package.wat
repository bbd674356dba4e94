;; INVALID is not a valid extern name
(component
  (import "a:B/c" (func)))
