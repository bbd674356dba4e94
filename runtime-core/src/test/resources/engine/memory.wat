;; Growing, and bulk instructions.
(module
  (memory (export "memory") 1)
  (data $passive "abcdef")
  (data (i32.const 16) "xyz")
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  ;; Grows by one page at a time; traps when it gets no more.
  (func (export "bomb")
    (loop
      (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then (unreachable)))
      (br 0)))
  ;; Grows by one page at a time, returns how often that went well.
  (func (export "polite") (result i32) (local i32)
    (block
      (loop
        (br_if 1 (i32.eq (memory.grow (i32.const 1)) (i32.const -1)))
        (local.set 0 (i32.add (local.get 0) (i32.const 1)))
        (br 0)))
    (local.get 0))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "load_far") (param i32) (result i32) (i32.load offset=0xfffffff0 (local.get 0)))
  (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  (func (export "byte") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "fill") (param i32 i32 i32)
    (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy") (param i32 i32 i32)
    (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (export "init") (param i32 i32 i32)
    (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
  (func (export "drop") (data.drop $passive))
  (func (export "fill_forever")
    (loop (memory.fill (i32.const 0) (i32.const 7) (i32.const 65536)) (br 0))))
