;; next logs at the level 17; there are 6.
;; Must end as a trap: exit code 1. By log-of-no-level.toml, which asks for log.
;; world: source-wasi
;; asks: log = true
(import "wasi:logging/logging@0.1.0-draft" "log" (func $log (param i32 i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $log (i32.const 17) (i32.const 1280) (i32.const 4) (i32.const 1280) (i32.const 4))
  (unreachable))
