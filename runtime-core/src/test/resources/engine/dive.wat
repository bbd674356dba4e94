;; Calls the host from as deep in the stack as it is told.
(module
  (import "" "host" (func $host))
  (func $dive (export "dive") (param i32)
    (if (local.get 0)
      (then (call $dive (i32.sub (local.get 0) (i32.const 1))))
      (else (call $host)))))
