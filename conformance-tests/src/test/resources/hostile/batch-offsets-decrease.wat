;; The offsets of a column of strings go back: 0, 3, 1, 6.
;; Must end as a permanent error: exit code 1.
;; batch: offsets-decrease
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
