;; A buffer has 2^62 bytes.
;; Must end as a permanent error: exit code 1.
;; batch: buffer-without-end
