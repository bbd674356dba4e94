;; INVALID duplicate export name "f"
(module (func) (export "f" (func 0)) (export "f" (func 0)))
