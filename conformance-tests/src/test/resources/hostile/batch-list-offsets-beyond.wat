;; The last offset of a column of lists lies outside the values, 2^30 of them away.
;; Must end as a permanent error: exit code 1.
;; batch: list-offsets-beyond
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\02\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\00\00\00\00")
(data $types (i32.const 1152) "\02\00\00\00\00\00\00\00\00\00\00\00" "\07\00\00\00\00\00\00\00\00\00\00\00")
(data $fields (i32.const 1216) "\04\05\00\00\02\00\00\00\01\00\00\00\00\00\00\00")
