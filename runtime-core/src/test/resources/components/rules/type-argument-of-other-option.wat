;; INVALID type mismatch in option
(component
  (component $c
    (type $t (option u8))
    (import "x" (type (eq $t))))
  (type $x (option s8))
  (instance (instantiate $c (with "x" (type $x)))))
