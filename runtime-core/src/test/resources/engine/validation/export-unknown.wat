;; INVALID unknown function 1, exported as "f"
(module (func) (export "f" (func 1)))
