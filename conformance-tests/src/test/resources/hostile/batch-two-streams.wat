;; Behind the end of the stream begins another.
;; Must end as a permanent error: exit code 1.
;; batch: two-streams
