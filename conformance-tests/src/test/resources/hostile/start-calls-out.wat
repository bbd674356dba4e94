;; The start function calls get-environment, before there is a cabi_realloc for the answer.
;; Must end instantiation as a trap: exit code 1.
;; world: source-wasi
(import "wasi:cli/environment@0.2.0" "get-environment" (func $environment (param i32)))
(func $starting
  (call $environment (i32.const 128)))
(start $starting)
