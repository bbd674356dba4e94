;; INVALID flag name `x` conflicts with previous flag name `x`
(component (type (flags "x" "x")))
