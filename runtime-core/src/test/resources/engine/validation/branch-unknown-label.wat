;; INVALID function 0: unknown label 2
(module
  (func
    block
      br 2
    end))
