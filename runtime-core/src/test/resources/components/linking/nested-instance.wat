;; Imports a function in an instance in an instance, and exports both instances again.
(component
  (import "host" (instance $host
    (export "inner" (instance
      (export "double" (func (param "number" u32) (result u32)))))))
  (alias export $host "inner" (instance $inner))
  (core func $double (canon lower (func $inner "double")))
  (func (export "run") (param "n" u32) (result u32) (canon lift (core func $double)))
  (export "host-again" (instance $host)))
