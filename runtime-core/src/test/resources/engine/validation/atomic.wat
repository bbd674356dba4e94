;; UNSUPPORTED function 0: the module needs the WebAssembly proposal "threads"
(module
  (func
    atomic.fence))
