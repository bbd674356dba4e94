;; INVALID import name `aB` is not a valid extern name: `aB` is not in kebab case
(component (import "aB" (func)))
