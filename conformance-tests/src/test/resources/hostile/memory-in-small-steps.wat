;; next grows the memory page by page until that is refused, and touches each.
;; Must end with the memory limit: exit code 3.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $page i32)
  (loop $more
    (local.set $page (memory.grow (i32.const 1)))
    (if (i32.eq (local.get $page) (i32.const -1)) (then (unreachable)))
    (i32.store8 (i32.mul (local.get $page) (i32.const 65536)) (i32.const 1))
    (br $more))
  (unreachable))
