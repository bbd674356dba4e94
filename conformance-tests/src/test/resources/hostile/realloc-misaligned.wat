;; cabi_realloc gives out odd addresses, and get-environment wants one that is a multiple of 4.
;; Must end as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/environment@0.2.0" "get-environment" (func $environment (param i32)))
(func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
  (i32.const 16385))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $environment (i32.const 128))
  (unreachable))
