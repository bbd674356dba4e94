;; The batch has 3 rows, and its column 1,048,576.
;; Must end as a permanent error: exit code 1.
;; batch: column-longer-than-batch
