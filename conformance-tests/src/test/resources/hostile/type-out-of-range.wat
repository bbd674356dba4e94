;; The column's type is types[7]; there is one type.
;; Must end discover as an error that names table, column and index: exit code 1.
(data $fields (i32.const 1216) "\04\05\00\00\02\00\00\00\07\00\00\00\00\00\00\00")
