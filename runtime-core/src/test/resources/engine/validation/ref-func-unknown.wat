;; INVALID function 0: unknown function 3
(module
  (func
    (drop (ref.func 3))))
