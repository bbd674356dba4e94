;; Functions of one parameter whose fuel depends on it: loops that call nothing and loops that call,
;; loops in loops, loops with something on the operand stack, and all ways to fail in the middle.
(module
  (memory (export "memory") 1 4)
  (table 3 funcref)
  (type $unary (func (param i32) (result i32)))
  (type $other (func (param i64)))
  (elem (i32.const 0) $double $wide)
  (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $wide (param i64))
  (func $fib (export "recursion") (param i32) (result i32)
    (if (i32.lt_u (local.get 0) (i32.const 2)) (then (return (local.get 0))))
    (i32.add
      (call $fib (i32.sub (local.get 0) (i32.const 1)))
      (call $fib (i32.sub (local.get 0) (i32.const 2)))))
  (func (export "quiet") (param $n i32) (result i32)
    (local $i i32) (local $sum i32)
    (loop $again
      (i32.store8 offset=16 (local.get $i) (i32.add (i32.load8_u (local.get $i)) (i32.const 1)))
      (if (i32.and (local.get $i) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (i32.load8_u offset=16 (local.get $i))))))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (local.get $n))))
    (local.get $sum))
  (func (export "nested") (param $n i32) (result i32)
    (local $i i32) (local $j i32) (local $sum i64)
    (block $out
      (loop $rows
        (br_if $out (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $j (local.get $i))
        (loop $columns
          (i64.store (i32.mul (local.get $j) (i32.const 8))
            (local.tee $sum (i64.add (local.get $sum) (i64.extend_i32_u (local.get $j)))))
          (br_if $out (i32.gt_u (local.get $j) (i32.const 500)))
          (br_if $columns
            (i32.ne
              (local.tee $j (i32.add (local.get $j) (i32.const 1)))
              (i32.const 100))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $rows)))
    (i32.wrap_i64 (local.get $sum)))
  (func (export "calling") (param $n i32) (result i32)
    (local $i i32) (local $sum i32)
    (loop $again
      (if (i32.eqz (i32.and (local.get $i) (i32.const 3)))
        (then
          (local.set $sum
            (i32.add (local.get $sum) (call_indirect (type $unary) (local.get $i) (i32.const 0))))))
      (loop $inner
        (local.set $sum (i32.add (i32.load (local.get $sum)) (local.get $sum)))
        (br_if $inner (i32.rem_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5))))
      (br_if $again (i32.lt_s (local.get $i) (local.get $n))))
    (local.get $sum))
  (func (export "growing") (param $n i32) (result i32)
    (local $i i32)
    (loop $again
      (drop (memory.grow (i32.rem_u (local.get $i) (i32.const 2))))
      (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)) (local.get $i))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (local.get $n))))
    (memory.size))
  (func (export "switch") (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      (block $c (block $b (block $a
        (br_table $a $b $c $again (i32.sub (local.get $n) (i32.const 1))))
        (local.set $sum (i32.add (local.get $sum) (i32.const 1))))
        (local.set $sum (i32.add (local.get $sum) (i32.load offset=4 (i32.const 8)))))
      (br_if $again (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (local.get $sum))
  (func (export "operands") (param $n i32) (result i32)
    (local $i i32)
    (i32.const 7)
    (i32.const 0)
    (loop $again (param i32) (result i32)
      (i32.add (i32.load (local.get $i)))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (local.get $n))))
    (i32.add))
  (func (export "beyond") (param $n i32) (result i32)
    (local $at i32)
    (loop $again
      (br_if $again
        (i32.ge_s
          (i32.add (i32.load8_u (local.get $at)) (local.tee $at (i32.add (local.get $at) (local.get $n))))
          (i32.const 0))))
    (local.get $at))
  (func (export "divide") (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.div_s (i32.const 1000) (local.get $n))))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $again))
    (unreachable))
  (func $fail (param $n i32) (result i32)
    (local $i i32)
    (loop $again
      (if (i32.eq (local.get $i) (local.get $n)) (then (unreachable)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $again))
    (unreachable))
  (func (export "callee") (param $n i32) (result i32)
    (local $i i32)
    (loop $again
      (if (i32.eq (local.get $i) (i32.const 3)) (then (drop (call $fail (local.get $n))) (unreachable)))
      (i32.store (local.get $i) (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $again))
    (unreachable))
  (func (export "mismatch") (param $n i32) (result i32)
    (nop)
    (call_indirect (type $unary) (nop) (local.get $n) (i32.const 1)))
  (func (export "missing") (param $n i32) (result i32)
    (nop)
    (call_indirect (type $unary) (nop) (local.get $n) (i32.const 2)))
  ;; A charge by the guest's own hand, in one block with others.
  (func (export "charges") (param $n i32) (result i32)
    (drop (memory.grow (i32.const -100)))
    (drop (memory.grow (i32.const -40000)))
    (drop (memory.grow (i32.const -2147483648)))
    (if (local.get $n) (then (drop (memory.grow (i32.const -17000000)))))
    (local.get $n))
  ;; Nothing but themselves: what they owe when they call may wait until they return, or trap.
  (func $descent (export "descent") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (unreachable)))
    (i32.add (call $descent (i32.sub (local.get $n) (i32.const 1))) (local.get $n)))
  (func $dive (export "dive") (param $n i32) (result i32)
    (drop (memory.grow (i32.const -100)))
    (if (i32.eqz (local.get $n)) (then (return (i32.const 7))))
    (i32.sub (call $rise (i32.sub (local.get $n) (i32.const 1))) (local.get $n)))
  (func $rise (param $n i32) (result i32)
    (i32.div_u (call $dive (local.get $n)) (i32.sub (local.get $n) (i32.const 8)))))
