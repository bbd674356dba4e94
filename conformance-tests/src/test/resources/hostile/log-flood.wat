;; next logs the same 64 KiB for ever.
;; Alone: refused at load. By log-flood.toml and with the grant log: the log stays within its volume, and the call ends at
;; one of its limits: exit code 3.
;; world: source-logging
(import "wasi:logging/logging@0.1.0-draft" "log" (func $log (param i32 i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 65536))
  (loop $forever
    (call $log (i32.const 2) (i32.const 65536) (i32.const 5) (i32.const 65536) (i32.const 65536))
    (br $forever))
  (unreachable))
