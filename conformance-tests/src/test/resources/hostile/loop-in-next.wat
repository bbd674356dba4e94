;; next never returns.
;; Must end with the fuel or the deadline of next used up: a limit, exit code 3.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever (br $forever))
  (unreachable))
