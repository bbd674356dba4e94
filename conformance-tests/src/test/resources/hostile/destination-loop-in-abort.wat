;; A destination whose abort never returns.
;; Must end with the fuel or the deadline of abort used up: a limit, exit code 3.
;; part: destination
;; world: destination-pure
(func $abort (export "witloof:connector/destination@0.1.0#abort") (result i32)
  (loop $forever (br $forever))
  (unreachable))
