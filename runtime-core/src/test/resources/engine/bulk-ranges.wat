;; Bulk instructions with any operands, on two memories and two tables, that can be looked at afterwards.
(module
  (memory $m (export "memory") 128)
  (memory $n (export "other") 128)
  (table $t 128 funcref)
  (table $full funcref (elem
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f))
  (elem $passive func
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f
    $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f $f)
  (func $f)
  (func (export "fill") (param i32 i32 i32)
    (memory.fill $m (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy") (param i32 i32 i32)
    (memory.copy $m $m (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy-to-other") (param i32 i32 i32)
    (memory.copy $n $m (local.get 0) (local.get 1) (local.get 2)))
  (func (export "table-fill") (param i32 i32 i32)
    (table.fill $t (local.get 0) (ref.func $f) (local.get 2)))
  (func (export "table-copy") (param i32 i32 i32)
    (table.copy $t $full (local.get 0) (local.get 1) (local.get 2)))
  (func (export "table-copy-within") (param i32 i32 i32)
    (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
  (func (export "table-init") (param i32 i32 i32)
    (table.init $t $passive (local.get 0) (local.get 1) (local.get 2)))
  ;; How many elements of the first table are not null.
  (func (export "elements") (result i32) (local $i i32) (local $n i32)
    (loop
      (local.set $n
        (i32.add (local.get $n) (i32.eqz (ref.is_null (table.get $t (local.get $i))))))
      (br_if 0
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (table.size $t))))
    (local.get $n)))
