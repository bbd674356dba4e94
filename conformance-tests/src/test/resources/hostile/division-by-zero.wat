;; next divides by zero.
;; Must end as a trap: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (i32.div_u (i32.const 1) (global.get $read)))
