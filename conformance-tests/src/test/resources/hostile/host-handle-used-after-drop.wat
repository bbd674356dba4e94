;; next writes to standard output after it has dropped that.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[resource-drop]output-stream" (func $drop-stream (param i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush" (func $write (param i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $stream i32)
  (local.set $stream (call $stdout))
  (call $drop-stream (local.get $stream))
  (call $write (local.get $stream) (i32.const 1280) (i32.const 4) (i32.const 128))
  (unreachable))
