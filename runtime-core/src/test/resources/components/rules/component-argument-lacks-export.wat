;; INVALID c.f: expected func(), missing
(component
  (component $user (import "c" (component (export "f" (func)))))
  (component $given)
  (instance (instantiate $user (with "c" (component $given)))))
