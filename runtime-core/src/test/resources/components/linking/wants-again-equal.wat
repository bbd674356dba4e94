;; Wants two names of one resource.
(component
  (import "clear" (type $clear (sub resource)))
  (import "again" (type (eq $clear))))
