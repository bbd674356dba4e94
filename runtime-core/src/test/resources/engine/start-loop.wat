;; A start function that never returns.
(module
  (func $forever (loop (br 0)))
  (start $forever))
