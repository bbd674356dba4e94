;; INVALID variant case name `X` conflicts with previous case name `x`
(component (type (variant (case "x") (case "X"))))
