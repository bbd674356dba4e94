;; INVALID unknown global 0
(module (global i32 (global.get 0)))
