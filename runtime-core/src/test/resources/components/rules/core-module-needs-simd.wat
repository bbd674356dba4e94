;; UNSUPPORTED core module: function 0: the module needs the WebAssembly proposal "SIMD"
(component
  (core module
    (func (drop (v128.const i64x2 0 0)))))
