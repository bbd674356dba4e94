;; A value is null in a column that discover said has none.
;; Must end as a permanent error: exit code 1.
;; batch: nulls-in-not-null
