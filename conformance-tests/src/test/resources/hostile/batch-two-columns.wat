;; The batch has a second column, of which discover said nothing.
;; Must end as a permanent error: exit code 1.
;; batch: two-columns
