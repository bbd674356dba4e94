;; next fills 64 MiB of memory over and over, each time by one instruction.
;; Must end with the fuel or the deadline of next used up, about as soon as a plain loop: exit code 3.
(memory $memory (export "memory") 1024)
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $forever
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 67108864))
    (br $forever))
  (unreachable))
