;; The batch says that it has 2^40 rows, and has bytes for three.
;; Must end as a permanent error: exit code 1.
;; batch: rows-without-number
