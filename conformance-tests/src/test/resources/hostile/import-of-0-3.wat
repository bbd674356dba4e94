;; Imports wasi:cli/environment@0.3.0, which is no version that the host knows.
;; Must be refused at load, naming the import: exit code 4.
;; world: source-of-0-3
(import "wasi:cli/environment@0.3.0" "get-arguments" (func $arguments (param i32)))
