;; next asks for 2^63 zeroes on standard output.
;; Must end as a trap, as no such number was permitted: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.write-zeroes" (func $zeroes (param i32 i64 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $zeroes (call $stdout) (i64.const 0x8000000000000000) (i32.const 128))
  (unreachable))
