;; A source whose `discover` waits for an hour. Otherwise there is nothing in it.
(module
  (import "wasi:clocks/monotonic-clock@0.2.0" "subscribe-duration" (func $subscribe (param i64) (result i32)))
  (import "wasi:io/poll@0.2.0" "[method]pollable.block" (func $block (param i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (unreachable))
  (func (export "witloof:connector/source@0.1.0#discover") (result i32)
    (call $block (call $subscribe (i64.const 3600000000000)))
    (unreachable))
  (func (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32) (unreachable))
  (func (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32) (unreachable))
  (func (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32) (unreachable))
  (func (export "witloof:connector/source@0.1.0#[dtor]read-handle") (param i32)))
