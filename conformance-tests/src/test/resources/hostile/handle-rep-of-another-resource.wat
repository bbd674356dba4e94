;; open asks for the representation of standard output as if that were a read-handle of its own.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "[export]witloof:connector/source@0.1.0" "[resource-rep]read-handle" (func $resource-rep (param i32) (result i32)))
(func $open (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32)
  (drop (call $resource-rep (call $stdout)))
  (unreachable))
