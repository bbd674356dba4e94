;; next prints 4,097 bytes by a call that takes 4,096.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush" (func $write (param i32 i32 i32 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $write (call $stdout) (i32.const 65536) (i32.const 4097) (i32.const 128))
  (unreachable))
