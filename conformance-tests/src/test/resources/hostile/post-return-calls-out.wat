;; The post-return function of next calls an import.
;; Must end next as a trap, as the instance may not be left then: exit code 1.
;; world: source-wasi
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(func $post-next (export "cabi_post_witloof:connector/source@0.1.0#[method]read-handle.next") (param i32)
  (drop (call $stdout)))
