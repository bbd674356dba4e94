;; INVALID constant expression required
(module (global i32 (i32.clz (i32.const 0))))
