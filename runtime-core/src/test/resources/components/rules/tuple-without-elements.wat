;; INVALID tuple type must have at least one type
(component (type (tuple)))
