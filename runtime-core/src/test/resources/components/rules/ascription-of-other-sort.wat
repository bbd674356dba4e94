;; INVALID ascribed type of export is not compatible
(component
  (import "f" (func $f))
  (type $i (instance))
  (export "e" (func $f) (instance (type $i))))
