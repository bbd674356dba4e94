;; next polls a list that names the same pollable a million times, over and over.
;; Must end at one of its limits: exit code 3.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.subscribe" (func $subscribe (param i32) (result i32)))
(import "wasi:io/poll@0.2.0" "poll" (func $poll (param i32 i32 i32)))
(memory $memory (export "memory") 200)
(func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
  (i32.const 6553600))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $pollable i32)
  (local $at i32)
  (local.set $pollable (call $subscribe (call $stdout)))
  (local.set $at (i32.const 65536))
  (loop $more
    (i32.store (local.get $at) (local.get $pollable))
    (local.set $at (i32.add (local.get $at) (i32.const 4)))
    (br_if $more (i32.lt_u (local.get $at) (i32.const 4065536))))
  (loop $forever
    (call $poll (i32.const 65536) (i32.const 1000000) (i32.const 128))
    (br $forever))
  (unreachable))
