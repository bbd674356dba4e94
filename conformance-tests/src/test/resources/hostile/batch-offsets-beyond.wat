;; The last offset of a column of strings lies outside its bytes, 1 GiB away.
;; Must end as a permanent error: exit code 1.
;; batch: offsets-beyond
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
