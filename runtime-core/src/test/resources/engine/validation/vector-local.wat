;; UNSUPPORTED function 0: the module needs the WebAssembly proposal "SIMD"
(module
  (func (local v128)
    (drop (local.get 0))))
