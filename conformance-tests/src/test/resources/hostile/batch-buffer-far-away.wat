;; A buffer begins 2^40 bytes behind the beginning of the body.
;; Must end as a permanent error: exit code 1.
;; batch: buffer-far-away
