;; next returns bytes that are not Arrow.
;; Must end as a permanent error: exit code 1.
(data $batch (i32.const 1536) "This is not an Arrow stream, whatever the contract says about it.")
