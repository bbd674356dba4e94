;; next returns an error whose message clears the screen, rings the bell and forges a line of its own.
;; Must end as a permanent error with the control characters made harmless where it is printed: exit code 1.
(data $message (i32.const 2048) "\1b[2J\07\0d\nwitloof: done, all is well\1b]0;owned\07")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $refuse (i32.const 2048) (i32.const 43))
  (i32.const 32))
