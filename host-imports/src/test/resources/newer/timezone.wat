;; Imports an interface that WASI 0.2 has as unstable only.
(component
  (import "wasi:clocks/timezone@0.2.4" (instance
    (export "utc-offset" (func (param "seconds" u64) (result s32))))))
