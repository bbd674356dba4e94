;; The primary key is a column that may be null.
;; Must end discover as an error that names table and column: exit code 1.
(data $fields (i32.const 1216) "\04\05\00\00\02\00\00\00\00\00\00\00\01\00\00\00")
