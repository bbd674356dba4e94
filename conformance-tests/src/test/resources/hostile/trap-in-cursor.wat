;; cursor executes unreachable.
;; Must end cursor as a trap: exit code 1.
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (unreachable))
