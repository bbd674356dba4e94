;; next drops its handle of standard output twice.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[resource-drop]output-stream" (func $drop-stream (param i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $stream i32)
  (local.set $stream (call $stdout))
  (call $drop-stream (local.get $stream))
  (call $drop-stream (local.get $stream))
  (unreachable))
