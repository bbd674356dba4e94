;; types[0] is list(1) and types[1] is int64: a type may refer only to smaller indices.
;; Must end discover as an error that names table, column and index: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\02\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
(data $types (i32.const 1152) "\07\00\00\00\01\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00\00\00\00\00")
