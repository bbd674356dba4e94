;; A well-behaved destination, and the rest of every fixture that says `;; part: destination`: it takes every table and batch, keeps none.
;;
;; A core module with the canonical ABI's export names; build.py makes it a component of world destination-pure.
(module $well-behaved-destination
  ;; 0..1024 results, from 16384 on what cabi_realloc gives out, from the beginning again after each call
  (memory $memory (export "memory") 5)
  (global $free (mut i32) (i32.const 16384))

  (func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    (global.set $free (i32.add (local.get $at) (local.get $size)))
    (local.get $at))

  ;; result<_, error> at 0: ok
  (func $done (result i32)
    (global.set $free (i32.const 16384))
    (i32.store8 (i32.const 0) (i32.const 0))
    (i32.const 0))

  ;; table, then schema: name, types, fields, primary-key; each a pointer and a length
  (func $prepare (export "witloof:connector/destination@0.1.0#prepare") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
    (call $done))
  (func $post-prepare (export "cabi_post_witloof:connector/destination@0.1.0#prepare") (param i32))

  ;; table and batch
  (func $write (export "witloof:connector/destination@0.1.0#write") (param i32 i32 i32 i32) (result i32)
    (call $done))
  (func $post-write (export "cabi_post_witloof:connector/destination@0.1.0#write") (param i32))

  (func $commit (export "witloof:connector/destination@0.1.0#commit") (result i32)
    (call $done))
  (func $post-commit (export "cabi_post_witloof:connector/destination@0.1.0#commit") (param i32))

  (func $abort (export "witloof:connector/destination@0.1.0#abort") (result i32)
    (call $done))
  (func $post-abort (export "cabi_post_witloof:connector/destination@0.1.0#abort") (param i32))
)
