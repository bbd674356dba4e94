;; A source of world source-pure that gives back the cursor it was opened at, as every batch: `next` costs nothing but the
;; crossing. Tables `numbers` (id int64, score float64 nullable) and `text` (name string).
(module
  (import "[export]witloof:connector/source@0.1.0" "[resource-new]read-handle" (func $resource-new (param i32) (result i32)))

  ;; 0..64 results, 1024..2048 schemas, from 4096 on what cabi_realloc gives out; each `open` starts over there
  (memory $memory (export "memory") 1)
  (global $free (mut i32) (i32.const 4096))

  (func (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local $missing i32)
    (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    (global.set $free (i32.add (local.get $at) (local.get $size)))
    (local.set $missing
      (i32.sub (i32.add (i32.shr_u (global.get $free) (i32.const 16)) (i32.const 1)) (memory.size)))
    (if (i32.gt_s (local.get $missing) (i32.const 0))
      (then (if (i32.eq (memory.grow (local.get $missing)) (i32.const -1)) (then (unreachable)))))
    (local.get $at))

  ;; discover: result<list<schema>, error> at 0: ok, two schemas at 1024
  (func (export "witloof:connector/source@0.1.0#discover") (result i32)
    (i32.store (i32.const 0) (i32.const 0))
    (i32.store (i32.const 4) (i32.const 1024))
    (i32.store (i32.const 8) (i32.const 2))
    (i32.const 0))

  ;; a schema: name, types, fields, primary-key, each a pointer and a length
  (data (i32.const 1024)
    "\00\06\00\00\07\00\00\00" "\80\04\00\00\03\00\00\00" "\c0\04\00\00\02\00\00\00" "\00\00\00\00\00\00\00\00"
    "\07\06\00\00\04\00\00\00" "\80\04\00\00\03\00\00\00" "\e0\04\00\00\01\00\00\00" "\00\00\00\00\00\00\00\00")
  ;; types at 1152, each a tag and a payload: int64, float64, string
  (data (i32.const 1152)
    "\02\00\00\00\00\00\00\00\00\00\00\00" "\03\00\00\00\00\00\00\00\00\00\00\00" "\04\00\00\00\00\00\00\00\00\00\00\00")
  ;; fields at 1216: name, data-type, nullable
  (data (i32.const 1216)
    "\0b\06\00\00\02\00\00\00\00\00\00\00\00\00\00\00" "\0d\06\00\00\05\00\00\00\01\00\00\00\01\00\00\00"
    "\12\06\00\00\04\00\00\00\02\00\00\00\00\00\00\00")
  (data (i32.const 1536) "numberstextidscorename")

  ;; open(table, some(cursor)): result<own<read-handle>, error> at 16; next: result<option<list<u8>>, error> at 32
  (func (export "witloof:connector/source@0.1.0#open")
      (param $name i32) (param $name-length i32) (param $some i32) (param $cursor i32) (param $length i32) (result i32)
    (if (i32.eqz (local.get $some)) (then (unreachable)))
    (i32.store (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (call $resource-new (i32.const 1)))
    (i32.store (i32.const 32) (i32.const 0))
    (i32.store (i32.const 36) (i32.const 1))
    (i32.store (i32.const 40) (local.get $cursor))
    (i32.store (i32.const 44) (local.get $length))
    (global.set $free (i32.const 4096))
    (i32.const 16))

  (func (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
    (i32.const 32))

  ;; cursor: list<u8> at 48: empty
  (func (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
    (i32.const 48))

  (func (export "witloof:connector/source@0.1.0#[dtor]read-handle") (param i32)))
