;; discover says that `id` is a string; the batch carries int64.
;; Must end as an error that names the column and both types: exit code 1.
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
