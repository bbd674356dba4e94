;; cabi_realloc, which the host calls to pass the random bytes that next asks for, never returns.
;; Must end with the fuel or the deadline of next used up: a limit, exit code 3. By loop-in-realloc-of-host-call.toml, which asks for random.
;; world: source-wasi
;; asks: random = true
(import "wasi:random/random@0.2.0" "get-random-bytes" (func $random (param i64 i32)))
(global $asks (mut i32) (i32.const 0))
(func $realloc (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
  (if (global.get $asks) (then (loop $forever (br $forever))))
  (i32.const 16384))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (global.set $asks (i32.const 1))
  (call $random (i64.const 16) (i32.const 128))
  (unreachable))
