;; The first message of the batch announces 2 GiB of metadata.
;; Must end as a permanent error without an attempt to allocate them: exit code 1.
(data $batch (i32.const 1536) "\ff\ff\ff\ff\ff\ff\ff\7f\10\00\00\00\00\00\0a\00")
