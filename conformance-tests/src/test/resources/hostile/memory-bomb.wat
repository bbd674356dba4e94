;; next grows the memory by 1 MiB until that is refused, then traps.
;; Must end with the memory limit, naming the budget: exit code 3. Until then memory.grow obeys the budget.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))
  (unreachable))
