;; next takes standard output for ever and drops none.
;; Must end with the limit of handles: exit code 3.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (drop (call $stdout))
    (br $forever))
  (unreachable))
