;; A well-behaved source, and the rest of every other fixture: table `rows`, column `id` int64, key `id`; one batch of 3 rows, then none.
;;
;; A core module with the canonical ABI's export names; build.py makes it a component of world source-pure. A fixture's forms
;; replace those here with the same name; what it adds comes first.
(module $well-behaved
  (import "[export]witloof:connector/source@0.1.0" "[resource-new]read-handle" (func $resource-new (param i32) (result i32)))

  ;; 0..1024 results, 1024..4096 data, from 16384 on what cabi_realloc gives out; 5 pages hold any argument a test passes
  (memory $memory (export "memory") 5)
  (global $free (mut i32) (i32.const 16384))
  (global $read (mut i32) (i32.const 0))

  (func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    (global.set $free (i32.add (local.get $at) (local.get $size)))
    (local.get $at))

  ;; discover: result<list<schema>, error> at 0: ok, one schema at 1024
  (func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
    (i32.store8 (i32.const 0) (i32.const 0))
    (i32.store (i32.const 4) (i32.const 1024))
    (i32.store (i32.const 8) (i32.const 1))
    (i32.const 0))
  (func $post-discover (export "cabi_post_witloof:connector/source@0.1.0#discover") (param i32))

  ;; schema at 1024: name, types, fields, primary-key, each a pointer and a length
  (data $schema (i32.const 1024)
    "\00\05\00\00\04\00\00\00" "\80\04\00\00\01\00\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
  ;; types at 1152: one data-type, a tag and a payload; 2 is int64
  (data $types (i32.const 1152) "\02\00\00\00\00\00\00\00\00\00\00\00")
  ;; fields at 1216: one schema-field: name, data-type 0, not nullable
  (data $fields (i32.const 1216) "\04\05\00\00\02\00\00\00\00\00\00\00\00\00\00\00")
  (data $names (i32.const 1280) "rowsid")
  ;; primary-key at 1296: one string
  (data $key (i32.const 1296) "\04\05\00\00\02\00\00\00")

  ;; open: result<own<read-handle>, error> at 16; any table, any cursor
  (func $open (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32)
    (global.set $read (i32.const 0))
    (i32.store8 (i32.const 16) (i32.const 0))
    (i32.store (i32.const 20) (call $resource-new (i32.const 1)))
    (i32.const 16))
  (func $post-open (export "cabi_post_witloof:connector/source@0.1.0#open") (param i32))

  ;; next: result<option<list<u8>>, error> at 32: some batch the first time, then none
  (func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
    (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
    (global.set $read (i32.const 1))
    (i32.const 32))
  (func $post-next (export "cabi_post_witloof:connector/source@0.1.0#[method]read-handle.next") (param i32))

  ;; writes ok(some(list)) or ok(none) at 32
  (func $answer (param $some i32) (param $pointer i32) (param $length i32)
    (i32.store8 (i32.const 32) (i32.const 0))
    (i32.store8 (i32.const 36) (local.get $some))
    (i32.store (i32.const 40) (local.get $pointer))
    (i32.store (i32.const 44) (local.get $length)))
  ;; writes err(permanent(string)) at 32
  (func $refuse (param $pointer i32) (param $length i32)
    (i32.store8 (i32.const 32) (i32.const 1))
    (i32.store8 (i32.const 36) (i32.const 1))
    (i32.store (i32.const 40) (local.get $pointer))
    (i32.store (i32.const 44) (local.get $length)))

  ;; cursor: list<u8> at 64: one byte, whether the batch was read
  (func $cursor (export "witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32) (result i32)
    (i32.store8 (i32.const 80) (global.get $read))
    (i32.store (i32.const 64) (i32.const 80))
    (i32.store (i32.const 68) (i32.const 1))
    (i32.const 64))
  (func $post-cursor (export "cabi_post_witloof:connector/source@0.1.0#[method]read-handle.cursor") (param i32))

  (func $destroy (export "witloof:connector/source@0.1.0#[dtor]read-handle") (param i32))

  ;; an Arrow IPC stream: schema (id: int64 not null), a batch with 1, 2, 3, end of stream
  (data $batch (i32.const 1536)
    "\ff\ff\ff\ff\78\00\00\00\10\00\00\00\00\00\0a\00\0c\00\06\00\05\00\08\00\0a\00\00\00\00\01\04\00"
    "\0c\00\00\00\08\00\08\00\00\00\04\00\08\00\00\00\04\00\00\00\01\00\00\00\14\00\00\00\10\00\14\00"
    "\08\00\00\00\07\00\0c\00\00\00\10\00\10\00\00\00\00\00\00\02\10\00\00\00\1c\00\00\00\04\00\00\00"
    "\00\00\00\00\02\00\00\00\69\64\00\00\08\00\0c\00\08\00\07\00\08\00\00\00\00\00\00\01\40\00\00\00"
    "\ff\ff\ff\ff\88\00\00\00\14\00\00\00\00\00\00\00\0c\00\16\00\06\00\05\00\08\00\0c\00\0c\00\00\00"
    "\00\03\04\00\18\00\00\00\18\00\00\00\00\00\00\00\00\00\0a\00\18\00\0c\00\04\00\08\00\0a\00\00\00"
    "\3c\00\00\00\10\00\00\00\03\00\00\00\00\00\00\00\00\00\00\00\02\00\00\00\00\00\00\00\00\00\00\00"
    "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\18\00\00\00\00\00\00\00\00\00\00\00\01\00\00\00"
    "\03\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\00\00\00\00\00\00\00\02\00\00\00\00\00\00\00"
    "\03\00\00\00\00\00\00\00\ff\ff\ff\ff\00\00\00\00")
)
