;; The stream has its schema twice.
;; Must end as a permanent error: exit code 1.
;; batch: schema-twice
