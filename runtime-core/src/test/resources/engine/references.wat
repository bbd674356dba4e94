;; References within one instance, and bounds that only table instructions reach.
(module
  (table $t 4 funcref)
  (table $u 2 funcref)
  (elem $passive func $one $two)
  (func $one (result i32) (i32.const 1))
  (func $two (result i32) (i32.const 2))
  (func $pass (param funcref) (result funcref) (local.get 0))
  (func (export "move") (param i32 i32)
    (table.set $t (local.get 1) (call $pass (table.get $t (local.get 0)))))
  (func (export "init") (param i32 i32 i32)
    (table.init $t $passive (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy") (param i32 i32 i32)
    (table.copy $u $t (local.get 0) (local.get 1) (local.get 2)))
  (func (export "call") (param i32) (result i32)
    (call_indirect $t (result i32) (local.get 0)))
  (func (export "call_u") (param i32) (result i32)
    (call_indirect $u (result i32) (local.get 0)))
  ;; Grows until it gets no more.
  (func (export "bomb")
    (loop
      (if (i32.eq (table.grow $t (ref.null func) (i32.const 10000)) (i32.const -1))
        (then (unreachable)))
      (br 0))))
