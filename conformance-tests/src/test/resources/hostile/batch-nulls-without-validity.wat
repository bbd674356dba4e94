;; Two values are null, says the batch, but no buffer says which.
;; Must end as a permanent error: exit code 1.
;; batch: nulls-without-validity
