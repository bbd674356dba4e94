;; INVALID flags must have at least one entry
(component (type (flags)))
