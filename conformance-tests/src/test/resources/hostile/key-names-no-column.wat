;; The primary key is `rows`, which is no column.
;; Must end discover as an error that names table and key: exit code 1.
(data $key (i32.const 1296) "\00\05\00\00\04\00\00\00")
