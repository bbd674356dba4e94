;; VALID
(component
  (import "unlocked-dep=<a:b@{>=1.2.3 <2.0.0}>" (func))
  (import "locked-dep=<a:b@1.2.3>,integrity=<sha256-a>" (func))
  (import "url=<https://a.b>" (func))
  (import "integrity=<sha256-a>" (func)))
