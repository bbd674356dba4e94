;; A destination whose commit fails with the discriminant 9; error knows 0 to 4.
;; Must end as a trap: exit code 1.
;; part: destination
;; world: destination-pure
(func $commit (export "witloof:connector/destination@0.1.0#commit") (result i32)
  (i32.store8 (i32.const 0) (i32.const 1))
  (i32.store8 (i32.const 4) (i32.const 9))
  (i32.const 0))
