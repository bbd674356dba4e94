;; Every way to go on for ever: each export runs until something stops it.
(module
  (type $nothing (func))
  (memory 1024)
  (table $table 10000 funcref)
  (table $calls funcref (elem $return))
  (func $return)

  (func (export "br") (loop $again (br $again)))

  (func (export "br_if") (local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.or (local.get $i) (i32.const 1)))))

  (func (export "br_table") (local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_table $again $again $again (i32.and (local.get $i) (i32.const 3)))))

  (func (export "nested loops") (local $i i32)
    (loop $outer
      (local.set $i (i32.const 7))
      (loop $inner
        (br_if $inner (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (br $outer)))

  (func (export "call") (loop $again (call $return) (br $again)))

  (func (export "call_indirect") (loop $again (call_indirect $calls (type $nothing) (i32.const 0)) (br $again)))

  ;; two to the fortieth calls, never deeper than forty
  (func $tree (param $depth i32)
    (if (local.get $depth)
      (then
        (call $tree (i32.sub (local.get $depth) (i32.const 1)))
        (call $tree (i32.sub (local.get $depth) (i32.const 1))))))
  (func (export "recursion") (call $tree (i32.const 40)))

  (func (export "load and store") (local $i i32)
    (loop $again
      (i32.store (i32.and (local.get $i) (i32.const 0xfffc)) (i32.load offset=4 (i32.and (local.get $i) (i32.const 0xfffc))))
      (local.set $i (i32.add (local.get $i) (i32.const 4)))
      (br $again)))

  (func (export "memory.fill")
    (loop $again (memory.fill (i32.const 0) (i32.const 7) (i32.const 0x4000000)) (br $again)))

  (func (export "memory.copy")
    (loop $again (memory.copy (i32.const 8) (i32.const 0) (i32.const 0x3fffff8)) (br $again)))

  (data $bytes "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
  (func (export "memory.init")
    (loop $again (memory.init $bytes (i32.const 5) (i32.const 0) (i32.const 1024)) (br $again)))

  (func (export "memory.grow")
    (loop $again (drop (memory.grow (i32.const 0))) (br $again)))

  (func (export "table.fill")
    (loop $again (table.fill $table (i32.const 0) (ref.null func) (i32.const 10000)) (br $again)))

  (func (export "table.copy")
    (loop $again (table.copy $table $table (i32.const 1) (i32.const 0) (i32.const 9999)) (br $again)))

  (elem $functions func $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return $return)
  (func (export "table.init")
    (loop $again (table.init $table $functions (i32.const 3) (i32.const 0) (i32.const 64)) (br $again)))

  (func (export "table.grow")
    (loop $again (drop (table.grow $table (ref.null func) (i32.const 0))) (br $again))))
