;; next returns its result 4 bytes before the end of the memory, which is shorter than a result.
;; Must end as a trap: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (i32.const 327676))
