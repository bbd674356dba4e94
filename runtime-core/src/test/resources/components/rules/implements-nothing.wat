;; INVALID `` is not a valid name
(component (type (instance (export "i" (implements "") (instance)))))
