;; Control flow in all its forms, for functions to be cut in: results must not depend on where.
(module
  (memory (export "memory") 1)
  (global $g (mut i32) (i32.const 0))
  (table funcref (elem $double $square $fail))
  (type $unary (func (param i32) (result i32)))

  (func $double (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
  (func $square (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
  (func $fail (param i32) (result i32) (unreachable))

  ;; Locals of every type that live across blocks, loops and branches.
  (func (export "live-across") (param $n i32) (result f64)
    (local $i i64) (local $f f32) (local $d f64) (local $k i32)
    (local.set $f (f32.const 0.5))
    (local.set $d (f64.const 1))
    (block $out
      (loop $again
        (br_if $out (i32.ge_u (local.get $k) (local.get $n)))
        (local.set $i (i64.add (local.get $i) (i64.extend_i32_u (local.get $k))))
        (local.set $f (f32.mul (local.get $f) (f32.const 2)))
        (if (i32.and (local.get $k) (i32.const 1))
          (then (local.set $d (f64.add (local.get $d) (f64.convert_i64_s (local.get $i)))))
          (else (local.set $d (f64.sub (local.get $d) (f64.promote_f32 (local.get $f))))))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br $again)))
    (f64.add (local.get $d) (f64.convert_i64_s (local.get $i))))

  ;; A state machine: a table of branches out of many blocks, from within a loop.
  (func (export "machine") (param $state i32) (result i32)
    (local $sum i32) (local $steps i32)
    (loop $run
      (block $halt
        (block $three
          (block $two
            (block $one
              (block $zero
                (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
                (br_table $zero $one $two $three $halt (local.get $state)))
              (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
              (local.set $state (i32.const 2))
              (br $run))
            (local.set $sum (i32.mul (local.get $sum) (i32.const 3)))
            (local.set $state (i32.const 3))
            (br $run))
          (local.set $sum (i32.add (local.get $sum) (i32.const 10)))
          (local.set $state (i32.const 1))
          (br_if $run (i32.lt_u (local.get $steps) (i32.const 9)))
          (return (i32.const -1)))
        (local.set $sum (i32.sub (local.get $sum) (i32.const 4)))
        (local.set $state (i32.sub (i32.const 11) (local.get $steps)))
        (br $run)))
    (i32.add (i32.mul (local.get $sum) (i32.const 100)) (local.get $steps)))

  ;; Values carried by branches, conditional and by table, out of several blocks.
  (func (export "carried") (param $a i32) (param $b i64) (result i32 i64)
    (block $outer (result i32 i64)
      (block $inner (result i32 i64)
        (i32.const 7)
        (i64.const 8)
        (local.get $a)
        (br_table $inner $outer $inner $outer)
      )
      (local.set $b)
      (local.set $a)
      (i32.add (local.get $a) (i32.const 100))
      (i64.add (local.get $b) (i64.const 100))
      (br_if $outer (i64.eqz (i64.const 0)))
    ))

  ;; Operands that wait beneath whole regions.
  (func (export "beneath") (param $n i32) (result i32)
    (local $i i32) (local $s i32)
    (local.get $n)
    (i32.const 1000)
    (loop $sum (result i32)
      (local.set $s (i32.add (local.get $s) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $sum (i32.le_u (local.get $i) (local.get $n)))
      (local.get $s))
    (i32.add)
    (block (result i32)
      (if (result i32) (i32.gt_u (local.get $s) (i32.const 20))
        (then (i32.const 5))
        (else (call $double (local.get $i)))))
    (i32.mul)
    (i32.sub))

  ;; Blocks, loops and ifs that take parameters.
  (func (export "parameters") (param $n i32) (result i32)
    (local $i i32)
    (local.get $n)
    (i32.const 3)
    (block (param i32 i32) (result i32)
      (i32.add))
    (loop $up (param i32) (result i32)
      (i32.const 2)
      (i32.mul)
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $up (i32.lt_u (local.get $i) (i32.const 3))))
    (local.get $n)
    (if (param i32) (result i32)
      (then (i32.const 1) (i32.add))
      (else (drop) (i32.const -5))))

  ;; A branch out of a block that takes parameters, with more on the stack than the branch takes.
  (func (export "parameters-out") (param $n i32) (result i32)
    (i32.const 50)
    (local.get $n)
    (block $out (param i32) (result i32)
      (i32.const 9)
      (i32.const 11)
      (br_if $out (local.get $n))
      (i32.add)
      (i32.add))
    (i32.sub))

  ;; Returns from within nested regions, and falling off the end.
  (func (export "returns") (param $n i32) (result i32)
    (local $i i32)
    (loop $rows
      (block $next
        (if (i32.eq (local.get $i) (i32.const 3))
          (then
            (if (i32.eq (local.get $n) (i32.const 3)) (then (return (i32.const 333))))
            (br $next)))
        (br_if $next (i32.ne (local.get $i) (local.get $n)))
        (return (i32.add (local.get $i) (i32.const 40))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $i) (i32.const 6))))
    (i32.const -1))

  ;; Nested loops, continued at both levels.
  (func (export "nested") (param $n i32) (result i32)
    (local $i i32) (local $j i32) (local $count i32)
    (loop $i
      (local.set $j (i32.const 0))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $i (i32.and (i32.eq (i32.rem_u (local.get $i) (i32.const 3)) (i32.const 0))
                         (i32.lt_u (local.get $i) (local.get $n))))
      (loop $j
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (local.set $count (i32.add (local.get $count) (local.get $j)))
        (br_if $i (i32.and (i32.eq (local.get $j) (i32.const 4))
                           (i32.lt_u (local.get $i) (local.get $n))))
        (br_if $j (i32.lt_u (local.get $j) (local.get $i))))
      (br_if $i (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $count))

  ;; Memory, globals, calls and calls by table inside regions; all effects in order.
  (func (export "effects") (param $n i32) (result i32 i32)
    (local $i i32)
    (global.set $g (i32.const 1))
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 64))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $i) (local.get $n)))
        (i32.store8 (local.get $i)
          (call_indirect (type $unary) (local.get $i) (i32.and (local.get $i) (i32.const 1))))
        (global.set $g (i32.add (i32.mul (global.get $g) (i32.const 3)) (i32.load8_u (local.get $i))))
        (memory.copy (i32.const 32) (i32.const 0) (i32.const 16))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (global.get $g)
    (i32.load (i32.const 36)))

  ;; Traps from within regions; what was done before them stays done.
  (func (export "traps") (param $n i32) (result i32)
    (global.set $g (i32.const 0))
    (loop $again
      (global.set $g (i32.add (global.get $g) (i32.const 1)))
      (block $ok
        (br_if $ok (i32.lt_u (global.get $g) (local.get $n)))
        (drop (i32.div_u (i32.const 1) (i32.sub (global.get $g) (local.get $n))))
      )
      (br $again))
    (unreachable))
  (func (export "counted") (result i32) (global.get $g))
  (func (export "fails") (result i32)
    (block (result i32) (call_indirect (type $unary) (i32.const 1) (i32.const 2))))

  ;; Code that nothing reaches, between what is reached.
  (func (export "dead") (param $n i32) (result i32)
    (block $a (result i32)
      (block $b
        (br_if $b (local.get $n))
        (br $a (i32.const 1))
        (drop (i32.add))
        (loop $never (br $never)))
      (i32.const 2)
      (br $a)
      (unreachable)
      (i32.const 3)))

  ;; Recursion through a region.
  (func $fac (export "fac") (param $n i64) (result i64)
    (if (result i64) (i64.eqz (local.get $n))
      (then (i64.const 1))
      (else
        (i64.mul (local.get $n)
          (block (result i64) (call $fac (i64.sub (local.get $n) (i64.const 1)))))))))

(assert_return (invoke "live-across" (i32.const 0)) (f64.const 1))
(assert_return (invoke "live-across" (i32.const 1)) (f64.const 0))
(assert_return (invoke "live-across" (i32.const 9)) (f64.const -254))
(assert_return (invoke "machine" (i32.const 0)) (i32.const 2905))
(assert_return (invoke "machine" (i32.const 3)) (i32.const -398))
(assert_return (invoke "machine" (i32.const 4)) (i32.const 1))
(assert_return (invoke "machine" (i32.const 99)) (i32.const 1))
(assert_return (invoke "carried" (i32.const 0) (i64.const 0)) (i32.const 107) (i64.const 108))
(assert_return (invoke "carried" (i32.const 1) (i64.const 0)) (i32.const 7) (i64.const 8))
(assert_return (invoke "carried" (i32.const 2) (i64.const 0)) (i32.const 107) (i64.const 108))
(assert_return (invoke "carried" (i32.const 77) (i64.const 0)) (i32.const 7) (i64.const 8))
(assert_return (invoke "beneath" (i32.const 3)) (i32.const -8045))
(assert_return (invoke "beneath" (i32.const 10)) (i32.const -5265))
(assert_return (invoke "parameters" (i32.const 4)) (i32.const 57))
(assert_return (invoke "parameters" (i32.const 0)) (i32.const -5))
(assert_return (invoke "parameters-out" (i32.const 0)) (i32.const 30))
(assert_return (invoke "parameters-out" (i32.const 6)) (i32.const 39))
(assert_return (invoke "returns" (i32.const 0)) (i32.const 40))
(assert_return (invoke "returns" (i32.const 3)) (i32.const 333))
(assert_return (invoke "returns" (i32.const 5)) (i32.const 45))
(assert_return (invoke "returns" (i32.const 9)) (i32.const -1))
(assert_return (invoke "nested" (i32.const 7)) (i32.const 52))
(assert_return (invoke "effects" (i32.const 0)) (i32.const 1) (i32.const 0))
(assert_return (invoke "effects" (i32.const 9)) (i32.const 28567) (i32.const 822876424))
(assert_trap (invoke "traps" (i32.const 5)) "integer divide by zero")
(assert_return (invoke "counted") (i32.const 5))
(assert_trap (invoke "fails") "unreachable")
(assert_return (invoke "dead" (i32.const 0)) (i32.const 1))
(assert_return (invoke "dead" (i32.const 1)) (i32.const 2))
(assert_return (invoke "fac" (i64.const 12)) (i64.const 479001600))
