;; A value is null by the validity buffer, and none by the count of nulls.
;; Must end as a permanent error: exit code 1.
;; batch: null-count-lies
