;; open makes a handle, drops it and returns it all the same.
;; Must end as a trap: exit code 1.
(import "[export]witloof:connector/source@0.1.0" "[resource-drop]read-handle" (func $resource-drop (param i32)))
(func $open (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32)
  (local $handle i32)
  (local.set $handle (call $resource-new (i32.const 1)))
  (call $resource-drop (local.get $handle))
  (i32.store8 (i32.const 16) (i32.const 0))
  (i32.store (i32.const 20) (local.get $handle))
  (i32.const 16))
