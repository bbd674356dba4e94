;; INVALID record field name cannot be empty
(component (type (record (field "" u8))))
