;; The table's name has 300,000 letters, which are valid.
;; Must end as an error, the name cut to a length that a person can read: exit code 1.
(data $schema (i32.const 1024)
  "\00\40\00\00\e0\93\04\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
(memory $memory (export "memory") 8)
(func $starting
  (memory.fill (i32.const 16384) (i32.const 0x78) (i32.const 300000)))
(start $starting)
(global $free (mut i32) (i32.const 400000))
