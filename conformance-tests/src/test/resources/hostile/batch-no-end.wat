;; The stream stops without its end.
;; Must end as a permanent error: exit code 1.
;; batch: no-end
