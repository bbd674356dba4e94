;; The buffers are compressed, and 2^40 bytes when they are not.
;; Must end as a permanent error: exit code 1.
;; batch: compressed-bomb
