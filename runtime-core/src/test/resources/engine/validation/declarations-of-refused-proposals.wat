;; VALID
(module
  (import "" "" (memory i64 1))
  (import "" "" (memory 1 2 shared))
  (import "" "" (func (param v128))))
