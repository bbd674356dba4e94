;; next waits for a timer of 2^64 - 1 nanoseconds.
;; Must end with the deadline of next: exit code 3. By sleep-for-ever.toml, which asks for the clock and a deadline of 200 ms.
;; world: source-wasi
;; asks: clock = true
;; limits: next-deadline = "200ms"
(import "wasi:clocks/monotonic-clock@0.2.0" "subscribe-duration" (func $timer (param i64) (result i32)))
(import "wasi:io/poll@0.2.0" "[method]pollable.block" (func $block (param i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $block (call $timer (i64.const -1)))
  (unreachable))
