;; INVALID name `url=<a>` is not a valid export name
(component
  (import "f" (func $f))
  (export "url=<a>" (func $f)))
