;; next sets timers of a century for ever and drops none.
;; Must end with the limit of handles, and no timer stays behind: exit code 3. By timer-flood.toml, which asks for the clock.
;; world: source-wasi
;; asks: clock = true
(import "wasi:clocks/monotonic-clock@0.2.0" "subscribe-duration" (func $timer (param i64) (result i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (drop (call $timer (i64.const 3155760000000000000)))
    (br $forever))
  (unreachable))
