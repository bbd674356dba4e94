;; VALID
(module
  (import "" "" (func))
  (global funcref (ref.func 0))
  (export "e" (func 1))
  (func)
  (func (param i32)
    (drop (ref.func 0))
    (drop (ref.func 1))
    (drop (ref.func 2)))
  (elem declare func 2))
