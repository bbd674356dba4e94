;; A data segment lies outside the memory.
;; Must end instantiation as a trap: exit code 1.
(data $outside (i32.const 327679) "ab")
