;; INVALID mismatch in the shared flag for memories
(component
  (core type $threads (module (export "mem" (memory 1 1 shared)) (export "f" (func))))
  (component
    (import "m" (core module $m (export "mem" (memory 1 1 shared)) (export "f" (func))))
    (core instance $i (instantiate $m))
    (func (canon lift (core func $i "f") (memory (core memory $i "mem"))))))
