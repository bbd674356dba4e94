;; discover returns 2,000,000 fields of no bytes in 32 MB, all zero: valid, yet each becomes objects many times its size.
;; Must end with the limit of lifted data or as an error about the schema, not with the heap.
(memory $memory (export "memory") 520)
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\80\04\00\00\01\00\00\00" "\00\00\01\00\80\84\1e\00" "\10\05\00\00\01\00\00\00")
