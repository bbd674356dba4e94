;; A string of the batch is not UTF-8.
;; Must end as a permanent error: exit code 1.
;; batch: text-not-utf8
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
