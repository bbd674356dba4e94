;; VALID
(component
  (core module $m)
  (component $c)
  (type $t u8)
  (core type $f (func))
  (component
    (alias outer 1 $m (core module $m2))
    (alias outer 1 $c (component $c2))
    (alias outer 1 $t (type $t2))
    (alias outer 1 $f (core type $f2))
    (core instance (instantiate $m2))
    (instance (instantiate $c2))
    (type (list $t2))
    (core type (module (alias outer 1 $f2 (type)) (export "f" (func (type 0)))))))
