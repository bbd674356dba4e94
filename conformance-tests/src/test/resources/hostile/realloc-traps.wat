;; cabi_realloc executes unreachable.
;; Must end open as a trap: exit code 1.
(func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
  (unreachable))
