;; open makes a handle and drops it twice.
;; Must end as a trap: exit code 1.
(import "[export]witloof:connector/source@0.1.0" "[resource-drop]read-handle" (func $resource-drop (param i32)))
(func $open (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32)
  (local $handle i32)
  (local.set $handle (call $resource-new (i32.const 1)))
  (call $resource-drop (local.get $handle))
  (call $resource-drop (local.get $handle))
  (unreachable))
