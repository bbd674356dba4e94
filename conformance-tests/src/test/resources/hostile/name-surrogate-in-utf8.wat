;; The table's name is half of a surrogate pair, written in three bytes as if it were UTF-8.
;; Must end discover as a trap: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\03\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
(data $names (i32.const 1280) "\ed\a0\80sid")
