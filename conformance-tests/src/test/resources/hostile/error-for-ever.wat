;; next answers rate-limited with 2^32 - 1 seconds.
;; Must not make the runner sleep for 136 years without a word, nor overflow.
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (i32.store8 (i32.const 32) (i32.const 1))
  (i32.store8 (i32.const 36) (i32.const 3))
  (i32.store (i32.const 40) (i32.const -1))
  (i32.const 32))
