;; next grows a table by 2^32 - 1 entries for ever, which is always refused.
;; Must end with the fuel or the deadline of next used up: exit code 3.
(table $table 1 funcref)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (drop (table.grow $table (ref.null func) (i32.const -1)))
    (br $forever))
  (unreachable))
