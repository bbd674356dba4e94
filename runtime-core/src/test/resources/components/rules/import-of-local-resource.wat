;; INVALID local resource type found in imports
(component
  (type $r (resource (rep i32)))
  (import "r" (type (eq $r))))
