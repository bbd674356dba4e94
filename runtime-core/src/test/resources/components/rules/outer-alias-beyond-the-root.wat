;; INVALID invalid outer alias count of 2
(component (component (alias outer 2 0 (type))))
