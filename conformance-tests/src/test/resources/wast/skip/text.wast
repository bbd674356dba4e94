;; What is wrong with a text never reaches a binary.
(assert_malformed (module quote "(func") "expected `)`")
(assert_malformed (component quote "(import \"x\" (func $f)") "expected `)`")
(assert_invalid (module quote "(func (result i32))") "type mismatch")
