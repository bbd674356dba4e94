;; cabi_realloc calls an import, while the host is passing arguments.
;; Must end open as a trap, as the instance may not be left then: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
  (drop (call $stdout))
  (i32.const 16384))
