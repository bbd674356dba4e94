;; Imports types and the resource that one of them refers to.
(component
  (import "test:host/things@0.1.0" (instance $things
    (export "thing" (type (sub resource)))))
  (alias export $things "thing" (type $thing))
  (import "test:host/names@0.1.0" (instance
    (alias outer 1 $thing (type $outer))
    (export "thing" (type (eq $outer)))
    (type $string string)
    (export "name" (type (eq $string)))))
)
