;; INVALID size minimum must not be greater than maximum
(module (table 2 1 funcref))
