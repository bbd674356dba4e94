;; INVALID function 0: unknown type 7
(module
  (func
    block (type 7)
    end))
