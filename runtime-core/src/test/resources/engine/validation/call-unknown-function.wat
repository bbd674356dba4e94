;; INVALID function 0: unknown function 7
(module
  (func
    call 7))
