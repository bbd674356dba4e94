;; The stream begins with the batch, and has no schema.
;; Must end as a permanent error: exit code 1.
;; batch: batch-before-schema
