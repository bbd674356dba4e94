;; A destination whose prepare never returns.
;; Must end with the fuel or the deadline of prepare used up: a limit, exit code 3.
;; part: destination
;; world: destination-pure
(func $prepare (export "witloof:connector/destination@0.1.0#prepare") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
  (loop $forever (br $forever))
  (unreachable))
