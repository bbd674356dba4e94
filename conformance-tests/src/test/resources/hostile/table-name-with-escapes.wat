;; The table's name holds an escape sequence, a quote and a newline.
;; Is legal in WIT; whoever prints the name or puts it into SQL must make it harmless.
(data $names (i32.const 1280) "rowsid")
(data $name (i32.const 2048) "\1b[31m\"; drop table x; --\0a")
(data $schema (i32.const 1024)
  "\00\08\00\00\19\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
