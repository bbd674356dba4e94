;; A destination whose cabi_realloc gives out the end of its memory when a batch comes.
;; Must end write as a trap: exit code 1.
;; part: destination
;; world: destination-pure
(func $prepare (export "witloof:connector/destination@0.1.0#prepare") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
  (drop (call $done))
  (global.set $free (i32.const 327672))
  (i32.const 0))
