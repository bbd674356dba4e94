;; A destination whose write never returns.
;; Must end with the fuel or the deadline of write used up: a limit, exit code 3.
;; part: destination
;; world: destination-pure
(func $write (export "witloof:connector/destination@0.1.0#write") (param i32 i32 i32 i32) (result i32)
  (loop $forever (br $forever))
  (unreachable))
