;; next reads 2^64 - 1 bytes of standard input, and waits for them.
;; Is answered at once: the input is closed, and the rows are read.
;; world: source-wasi
(import "wasi:cli/stdin@0.2.0" "get-stdin" (func $stdin (result i32)))
(import "wasi:io/streams@0.2.0" "[method]input-stream.blocking-read" (func $blocking-read (param i32 i64 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $blocking-read (call $stdin) (i64.const -1) (i32.const 128))
  ;; err(closed)
  (if (i32.ne (i32.load8_u (i32.const 128)) (i32.const 1)) (then (unreachable)))
  (if (i32.ne (i32.load8_u (i32.const 132)) (i32.const 1)) (then (unreachable)))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
