;; next returns an error whose message is not UTF-8.
;; Must end as a trap: exit code 1.
(data $message (i32.const 2048) "bad \ff\fe\c0\80")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $refuse (i32.const 2048) (i32.const 8))
  (i32.const 32))
