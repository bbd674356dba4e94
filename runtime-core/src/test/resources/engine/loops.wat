;; Loops that never end, one for each branch instruction, and one that does end.
(module
  (memory 1)
  (func (export "br") (loop (br 0)))
  (func (export "br_if") (loop (br_if 0 (i32.const 1))))
  (func (export "br_table") (block (loop (br_table 1 0 (i32.const 1)))))
  (func (export "nested") (loop (loop (br_if 1 (i32.const 1)) (unreachable))))
  (func $callee (param i32))
  (func (export "calls") (loop (call $callee (i32.const 1)) (br 0)))
  (func (export "memory")
    (loop (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))) (br 0)))
  ;; Three instructions before the loop's body, eight in it, one behind it.
  (func (export "count") (param $n i32) (result i32)
    (local $i i32)
    (local.set $i (i32.const 0))
    (loop
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if 0 (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $i)))
