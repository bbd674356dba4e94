;; 1,000 types, each a list of the type before: a column 1,000 levels deep.
;; Must end discover as an error about the schema: exit code 1.
(data $schema (i32.const 1024)
  "\00\05\00\00\04\00\00\00" "\00\10\00\00\e8\03\00\00" "\c0\04\00\00\01\00\00\00" "\10\05\00\00\01\00\00\00")
(data $fields (i32.const 1216) "\04\05\00\00\02\00\00\00\e7\03\00\00\00\00\00\00")
(data $types (i32.const 4096) "\02")
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (local $type i32)
  (local $at i32)
  (loop $more
    (local.set $type (i32.add (local.get $type) (i32.const 1)))
    (local.set $at (i32.add (i32.const 4096) (i32.mul (local.get $type) (i32.const 12))))
    (i32.store8 (local.get $at) (i32.const 7))
    (i32.store offset=4 (local.get $at) (i32.sub (local.get $type) (i32.const 1)))
    (br_if $more (i32.lt_u (local.get $type) (i32.const 999))))
  (i32.store8 (i32.const 0) (i32.const 0))
  (i32.store (i32.const 4) (i32.const 1024))
  (i32.store (i32.const 8) (i32.const 1))
  (i32.const 0))
