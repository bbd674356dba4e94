;; The primary key names the column `id` twice.
;; Must end discover as an error that names table and column: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\02\00\00\00")
(data $key (i32.const 1296) "\04\05\00\00\02\00\00\00\04\05\00\00\02\00\00\00")
