;; INVALID resource used in function does not have a name in this context
(component
  (import "a" (type $a (sub resource)))
  (import "f" (func $f (result (own $a))))
  (export "[constructor]a" (func $f)))
