;; A destination whose commit executes unreachable.
;; Must end commit as a trap, and no cursor is stored by it: exit code 1.
;; part: destination
;; world: destination-pure
(func $commit (export "witloof:connector/destination@0.1.0#commit") (result i32)
  (unreachable))
