;; types[0] is list(0): the column's type contains itself.
;; Must end discover as an error that names table, column and index: exit code 1.
(data $types (i32.const 1152) "\07\00\00\00\00\00\00\00\00\00\00\00")
