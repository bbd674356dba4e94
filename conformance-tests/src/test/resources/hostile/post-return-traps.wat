;; The post-return function of next executes unreachable.
;; Must end next as a trap: exit code 1.
(func $post-next (export "cabi_post_witloof:connector/source@0.1.0#[method]read-handle.next") (param i32)
  (unreachable))
