;; Imports a function that an interface of WASI 0.2 has as unstable only.
(component
  (import "wasi:cli/exit@0.2.8" (instance
    (export "exit" (func (param "status" (result))))
    (export "exit-with-code" (func (param "status-code" u8))))))
