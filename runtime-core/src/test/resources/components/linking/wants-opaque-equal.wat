;; Wants a resource to be one that it must not know it is.
(component
  (import "clear" (type $clear (sub resource)))
  (import "opaque" (type (eq $clear))))
