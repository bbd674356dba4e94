;; next calls an entry of a table that holds nothing.
;; Must end as a trap: exit code 1.
(table $table 4 funcref)
(type $nothing (func))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call_indirect $table (type $nothing) (i32.const 3))
  (unreachable))
