;; Imports get-arguments of wasi:cli/environment@0.2.9 with a parameter that it does not have.
;; Must be refused at load, showing both signatures: exit code 4.
;; world: source-of-another-signature
(import "wasi:cli/environment@0.2.9" "get-arguments" (func $arguments (param i32 i32)))
