;; The buffer of three values has 8 bytes.
;; Must end as a permanent error: exit code 1.
;; batch: buffer-shorter-than-rows
