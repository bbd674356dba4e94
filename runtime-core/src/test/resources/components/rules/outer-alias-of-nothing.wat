;; INVALID unknown type 0
(component (component (alias outer 1 0 (type))))
