;; next grows the memory by negative numbers of pages for ever, which is how the runtime itself charges fuel.
;; Must end with the fuel or the deadline of next used up: no guest can pay itself.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (drop (memory.grow (i32.const -1)))
    (drop (memory.grow (i32.const -2147483648)))
    (drop (memory.grow (i32.const -1000000)))
    (br $forever))
  (unreachable))
