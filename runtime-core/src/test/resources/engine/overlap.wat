;; Counts in memory, in a loop within a loop: the last jump to the outer one comes before the growth, so
;; that the inner one ends behind it.
(module
  (memory 1)
  (func (export "count") (result i32)
    (local $turns i32)
    (loop $outer
      (loop $inner
        (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
        (local.set $turns (i32.add (local.get $turns) (i32.const 1)))
        (br_if $outer (i32.eq (local.get $turns) (i32.const 100)))
        (drop (memory.grow (i32.const 1)))
        (br_if $inner (i32.lt_u (local.get $turns) (i32.const 3)))))
    (i32.load (i32.const 0))))
