;; next executes unreachable.
;; Must end as an error that says so; the instance is not used again: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (unreachable))
