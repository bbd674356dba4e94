;; next grows a table by 65,536 entries until that is refused, then traps.
;; Must end with the memory limit, which covers tables: exit code 3.
(table $entries 0 funcref)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $more (br_if $more (i32.ne (table.grow $entries (ref.null func) (i32.const 65536)) (i32.const -1))))
  (unreachable))
