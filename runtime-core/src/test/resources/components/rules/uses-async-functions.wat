;; UNSUPPORTED async functions
(component (type (func async)))
