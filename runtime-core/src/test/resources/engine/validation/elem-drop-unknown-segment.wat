;; INVALID function 0: unknown elem segment 0
(module
  (func
    elem.drop 0))
