;; INVALID enum type must have at least one variant
(component (type (enum)))
