;; A buffer begins 64 bytes before the body.
;; Must end as a permanent error: exit code 1.
;; batch: buffer-before-the-body
