;; The column is a dictionary of strings, where a string is due.
;; Must end as a permanent error: exit code 1.
;; batch: dictionary
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
