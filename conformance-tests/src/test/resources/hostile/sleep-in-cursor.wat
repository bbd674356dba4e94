;; cursor polls two timers of a century.
;; Must end with the deadline of the call: exit code 3. By sleep-in-cursor.toml, which asks for the clock and a deadline of 1 s.
;; world: source-wasi
;; asks: clock = true
;; limits: call-deadline = "1s"
(import "wasi:clocks/monotonic-clock@0.2.0" "subscribe-duration" (func $timer (param i64) (result i32)))
(import "wasi:io/poll@0.2.0" "poll" (func $poll (param i32 i32 i32)))
(func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
  (i32.store (i32.const 128) (call $timer (i64.const 3155760000000000000)))
  (i32.store (i32.const 132) (call $timer (i64.const 3155760000000000000)))
  (call $poll (i32.const 128) (i32.const 2) (i32.const 136))
  (unreachable))
