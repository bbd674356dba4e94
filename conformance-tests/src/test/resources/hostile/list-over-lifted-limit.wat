;; next returns 129 MiB that really are in its memory of 130 MiB: within the memory limit, over what a call may return.
;; Must end with the limit of lifted data, naming it: exit code 3.
(memory $memory (export "memory") 2080)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $answer (i32.const 1) (i32.const 0) (i32.const 135266304))
  (i32.const 32))
