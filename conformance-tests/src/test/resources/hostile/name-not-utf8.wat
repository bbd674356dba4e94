;; The table's name has a byte that begins nothing in UTF-8.
;; Must end discover as a trap: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
(data $names (i32.const 1280) "ro\ffsid")
