;; VALID
(component
  (core module
    (import "" "" (memory 1 2 shared))))
