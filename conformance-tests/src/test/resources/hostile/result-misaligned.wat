;; next returns its result at address 33, which is not a multiple of 4.
;; Must end as a trap: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (i32.const 33))
