;; discover executes unreachable.
;; Must end discover as a trap: exit code 1.
(func $discover (export "witloof:connector/source@0.1.0#discover") (result i32)
  (unreachable))
