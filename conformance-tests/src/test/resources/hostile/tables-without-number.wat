;; discover returns 1,000,000 tables that are all the same 32 bytes' worth of text, in 32 MB.
;; Must end discover with the limit of lifted data or as an error about the schema, not with the heap.
(memory $memory (export "memory") 600)
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (local $at i32)
  (local.set $at (i32.const 65536))
  (loop $more
    (memory.copy (local.get $at) (i32.const 1024) (i32.const 32))
    (local.set $at (i32.add (local.get $at) (i32.const 32)))
    (br_if $more (i32.lt_u (local.get $at) (i32.const 32065536))))
  (i32.store8 (i32.const 0) (i32.const 0))
  (i32.store (i32.const 4) (i32.const 65536))
  (i32.store (i32.const 8) (i32.const 1000000))
  (i32.const 0))
