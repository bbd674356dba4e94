;; INVALID export name `a` already defined
(component (core type (module (export "a" (func)) (export "a" (func)))))
