;; Behind the end of the stream come 64 bytes of something.
;; Must end as a permanent error: exit code 1.
;; batch: noise-after-the-end
