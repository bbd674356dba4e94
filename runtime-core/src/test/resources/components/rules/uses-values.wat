;; UNSUPPORTED value imports and exports
(component (import "v" (value u8)))
