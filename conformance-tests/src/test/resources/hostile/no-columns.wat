;; The table has no columns, though a key.
;; Must end discover as an error that names the table: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\00\00\00\00" "\10\05\00\00\01\00\00\00")
