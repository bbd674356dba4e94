;; INVALID function 0: unknown data segment 1
(module
  (data "a")
  (func
    data.drop 1))
