;; next logs a line that ends the line, forges another, clears the screen and names itself as the host.
;; The rows are read, and what is logged is one line, its control characters made harmless. By log-with-escapes.toml, which asks for log.
;; world: source-wasi
;; asks: log = true
(import "wasi:logging/logging@0.1.0-draft" "log" (func $log (param i32 i32 i32 i32 i32)))
(data $line (i32.const 2048) "ok\0a\1b[2J\0d2026-11-21 ERROR witloof: the disk is full\0a\e2\80\a8\c2\9b31m")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $log (i32.const 2) (i32.const 1280) (i32.const 4) (i32.const 2048) (i32.const 57))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
