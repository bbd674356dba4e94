;; open executes unreachable.
;; Must end open as a trap: exit code 1.
(func $open (export "witloof:connector/source@0.1.0#open") (param i32 i32 i32 i32 i32) (result i32)
  (unreachable))
