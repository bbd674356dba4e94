;; The start function grows the memory until that is refused, then traps.
;; Must end with the memory limit at instantiation: exit code 3.
(func $bomb
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))
  (unreachable))
(start $bomb)
