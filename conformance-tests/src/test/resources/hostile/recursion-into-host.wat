;; next calls itself without end, and the host at each level.
;; Must end as a trap or a limit, never as an error of the JVM, and no class of the host may be lost by it.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[resource-drop]output-stream" (func $drop-stream (param i32)))
(func $deeper
  (call $drop-stream (call $stdout))
  (call $deeper))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $deeper)
  (unreachable))
