;; cursor never returns.
;; Must end with the fuel or the deadline of the call used up: a limit, exit code 3.
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (loop $forever (br $forever))
  (unreachable))
