;; next prints 4,096 newlines to standard error, for ever.
;; Must end at one of its limits, and no more than the volume of logs is kept: exit code 3.
;; world: source-wasi
(import "wasi:cli/stderr@0.2.0" "get-stderr" (func $stderr (result i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush" (func $write (param i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $stream i32)
  (local.set $stream (call $stderr))
  (memory.fill (i32.const 65536) (i32.const 0x0a) (i32.const 4096))
  (loop $forever
    (call $write (local.get $stream) (i32.const 65536) (i32.const 4096) (i32.const 128))
    (br $forever))
  (unreachable))
