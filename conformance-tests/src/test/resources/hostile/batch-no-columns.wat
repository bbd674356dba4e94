;; The batch has no column.
;; Must end as a permanent error: exit code 1.
;; batch: no-columns
