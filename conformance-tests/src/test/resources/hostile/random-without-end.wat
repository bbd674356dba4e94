;; next asks for 2^63 random bytes.
;; Must end as a trap or a limit, and nothing of that size is allocated. By random-without-end.toml, which asks for random.
;; world: source-wasi
;; asks: random = true
(import "wasi:random/random@0.2.0" "get-random-bytes" (func $random (param i64 i32)))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $random (i64.const 0x8000000000000000) (i32.const 128))
  (unreachable))
