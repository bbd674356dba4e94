;; next logs a message of 100 MiB.
;; Is cut to what may be logged in a second, and the rows are read. By log-of-100-mib.toml, which asks for log.
;; world: source-wasi
;; asks: log = true
(import "wasi:logging/logging@0.1.0-draft" "log" (func $log (param i32 i32 i32 i32 i32)))
(memory $memory (export "memory") 1700)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $log (i32.const 2) (i32.const 65536) (i32.const 5) (i32.const 65536) (i32.const 104857600))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
