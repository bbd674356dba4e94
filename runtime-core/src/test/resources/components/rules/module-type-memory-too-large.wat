;; INVALID memory size must be at most 65536 pages
(component
  (core type (module (import "a" "b" (memory 65537)))))
