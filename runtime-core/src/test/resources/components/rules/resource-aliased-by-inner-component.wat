;; INVALID transitively refers to resources
(component
  (type $r (resource (rep i32)))
  (type $handles (list (own $r)))
  (component (alias outer 1 $handles (type))))
