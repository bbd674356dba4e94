;; next fills 4 GiB of its memory of 320 KiB by one instruction.
;; Must end as a trap, at once: exit code 1.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (memory.fill (i32.const 0) (i32.const 1) (i32.const -1))
  (unreachable))
