;; A destination whose commit never returns.
;; Must end with the fuel or the deadline of commit used up: a limit, exit code 3.
;; part: destination
;; world: destination-pure
(func $commit (export "witloof:connector/destination@0.1.0#commit") (result i32)
  (loop $forever (br $forever))
  (unreachable))
