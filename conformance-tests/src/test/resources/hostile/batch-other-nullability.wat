;; The batch's column may be null, and discover said that it may not; no value is.
;; Is legal, as some Arrow writers know no other columns: the rows are read.
;; batch: other-nullability
