;; The stream has 2,000 batches without rows.
;; Is legal, and has no rows.
;; batch: many-empty-batches
