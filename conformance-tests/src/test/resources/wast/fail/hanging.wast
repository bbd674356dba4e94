;; A guest that never returns.
(module
  (func (export "hang") (loop (br 0)))
  (func (export "return")))
(assert_return (invoke "hang"))
(assert_trap (invoke "hang") "unreachable")
(assert_return (invoke "return"))
