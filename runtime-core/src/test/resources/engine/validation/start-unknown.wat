;; INVALID unknown function 1
(module (func) (start 1))
