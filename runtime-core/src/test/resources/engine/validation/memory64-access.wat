;; UNSUPPORTED function 0: the module needs the WebAssembly proposal "memory64"
(module
  (memory i64 1)
  (func
    (drop (i32.load (i64.const 0)))))
