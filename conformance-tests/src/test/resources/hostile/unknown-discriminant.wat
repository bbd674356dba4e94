;; The result of next has the discriminant 7; a result knows 0 and 1.
;; Must end as a trap: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (i32.store8 (i32.const 32) (i32.const 7))
  (i32.const 32))
