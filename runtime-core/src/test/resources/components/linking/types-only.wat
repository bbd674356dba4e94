;; Imports nothing that needs a definition: value types, instances of them, and other names of a
;; resource.
(component
  (type $u64 u64)
  (import "number" (type (eq $u64)))
  (import "types" (instance
    (type $pair' (record (field "a" u32) (field "b" string)))
    (export "pair" (type $pair (eq $pair')))
    (export "inner" (instance
      (type $list (list u8))
      (export "list" (type (eq $list)))))))
  (import "things" (instance $things
    (export "thing" (type $thing (sub resource)))
    (export "same-thing" (type (eq $thing)))))
  (alias export $things "same-thing" (type $thing))
  (import "use" (instance (export "thing" (type (eq $thing))))))
