;; The first message points 2 GiB behind its end.
;; Must end as a permanent error: exit code 1.
;; batch: metadata-without-end
