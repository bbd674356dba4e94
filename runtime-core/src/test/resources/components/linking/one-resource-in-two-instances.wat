;; Wants two instances that share a resource.
(component
  (import "one" (instance $one (export "thing" (type (sub resource)))))
  (alias export $one "thing" (type $thing))
  (import "two" (instance (export "thing" (type (eq $thing))))))
