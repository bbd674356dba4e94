;; UNSUPPORTED fixed-length lists
(component (type (list u8 4)))
