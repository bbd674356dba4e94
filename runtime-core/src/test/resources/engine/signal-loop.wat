;; A loop that never ends, and that calls the host once, in its 300,000th round.
(module
  (import "env" "inside" (func $inside))
  (func (export "loop") (local $round i32)
    (loop $forever
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (if (i32.eq (local.get $round) (i32.const 300000)) (then (call $inside)))
      (br $forever))))
