;; The first message says that it has -16 bytes.
;; Must end as a permanent error: exit code 1.
;; batch: metadata-negative
