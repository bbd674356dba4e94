;; Keeps the bytes that it was given once and returns them on every call, so that a call of
;; `batch` costs nothing but the crossing; takes bytes to one place and forgets them, so that a call
;; of `take` does. Built by build.sh.
(component
  (core module $guest
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 16))

    ;; A bump allocator: only `keep` asks, once, and the first `take`.
    (func $realloc (export "realloc") (param $old i32) (param $old-size i32) (param $align i32)
        (param $size i32) (result i32)
      (local $at i32)
      (local $missing i32)
      (local.set $at
        (i32.and
          (i32.add (global.get $free) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $free (i32.add (local.get $at) (local.get $size)))
      (local.set $missing
        (i32.sub
          (i32.add (i32.shr_u (global.get $free) (i32.const 16)) (i32.const 1))
          (memory.size)))
      (if (i32.gt_s (local.get $missing) (i32.const 0))
        (then
          (if (i32.eq (memory.grow (local.get $missing)) (i32.const -1))
            (then (unreachable)))))
      (local.get $at))

    ;; Address and length stay at address 0: the record that `batch` returns.
    (func (export "keep") (param $at i32) (param $length i32)
      (i32.store (i32.const 0) (local.get $at))
      (i32.store (i32.const 4) (local.get $length)))

    (func (export "batch") (result i32)
      (i32.const 0))

    ;; The place for `take`, as large as it was first needed.
    (func $place (export "place") (param $old i32) (param $old-size i32) (param $align i32)
        (param $size i32) (result i32)
      (if (i32.eqz (i32.load (i32.const 8)))
        (then
          (i32.store (i32.const 8)
            (call $realloc (local.get $old) (local.get $old-size) (local.get $align)
              (local.get $size)))))
      (i32.load (i32.const 8)))

    (func (export "take") (param $at i32) (param $length i32)))

  (core instance $instance (instantiate $guest))
  (alias core export $instance "memory" (core memory $memory))
  (alias core export $instance "realloc" (core func $realloc))
  (alias core export $instance "place" (core func $place))

  (func (export "keep") (param "bytes" (list u8))
    (canon lift (core func $instance "keep") (memory $memory) (realloc $realloc)))
  (func (export "take") (param "bytes" (list u8))
    (canon lift (core func $instance "take") (memory $memory) (realloc $place)))
  (func (export "batch") (result (list u8))
    (canon lift (core func $instance "batch") (memory $memory))))
