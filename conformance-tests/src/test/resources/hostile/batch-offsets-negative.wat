;; The first offset of a column of strings is negative.
;; Must end as a permanent error: exit code 1.
;; batch: offsets-negative
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
