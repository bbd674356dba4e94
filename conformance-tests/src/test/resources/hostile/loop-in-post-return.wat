;; The post-return function of next, which the host calls after it took the result, never returns.
;; Must end with the fuel or the deadline of next used up: a limit, exit code 3.
(func $post-next (export "cabi_post_witloof:connector/source@0.1.0#[method]read-handle.next") (param i32)
  (loop $forever (br $forever)))
