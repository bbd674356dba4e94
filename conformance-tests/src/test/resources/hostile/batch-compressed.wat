;; The buffers are compressed, which the contract does not know.
;; Must end as a permanent error: exit code 1.
;; batch: compressed
