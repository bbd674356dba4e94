;; next asks for 64 KiB of random bytes, for ever.
;; Must end at one of its limits: exit code 3. By random-for-ever.toml, which asks for random.
;; world: source-wasi
;; asks: random = true
(import "wasi:random/random@0.2.0" "get-random-bytes" (func $random (param i64 i32)))
(func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
  (i32.const 16384))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (call $random (i64.const 65536) (i32.const 128))
    (br $forever))
  (unreachable))
