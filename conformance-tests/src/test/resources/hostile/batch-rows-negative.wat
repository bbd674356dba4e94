;; The batch says that its column has -3 rows.
;; Must end as a permanent error: exit code 1.
;; batch: rows-negative
