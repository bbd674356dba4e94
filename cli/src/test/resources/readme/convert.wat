;; Multiplies an amount by the rate that the host gives, or hands its error on.
(component
  (import "acme:fx/rates@1.0.0" (instance $rates
    (export "rate" (func (param "currency" string) (result (result f64 (error string)))))))
  (core module $memory
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 64))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
      (global.set $free (i32.add (local.get $at) (local.get 3)))
      (local.get $at)))
  (core instance $memory (instantiate $memory))
  (alias core export $memory "memory" (core memory $memory))
  (alias core export $memory "realloc" (core func $realloc))
  (core func $rate (canon lower (func $rates "rate") (memory $memory) (realloc $realloc)))
  ;; The result is at address 16: 0 and the rate at 24, or 1 and the error.
  (core module $convert
    (import "host" "memory" (memory 1))
    (import "host" "rate" (func $rate (param i32 i32 i32)))
    (func (export "convert") (param $amount f64) (param $currency i32) (param $length i32) (result i32)
      (call $rate (local.get $currency) (local.get $length) (i32.const 16))
      (if (i32.eqz (i32.load8_u (i32.const 16)))
        (then (f64.store (i32.const 24) (f64.mul (local.get $amount) (f64.load (i32.const 24))))))
      (i32.const 16)))
  (core instance $convert (instantiate $convert (with "host" (instance
    (export "memory" (memory $memory))
    (export "rate" (func $rate))))))
  (func $convert' (param "amount" f64) (param "currency" string) (result (result f64 (error string)))
    (canon lift (core func $convert "convert") (memory $memory) (realloc $realloc)))
  (instance $exported (export "convert" (func $convert')))
  (export "acme:fx/convert@1.0.0" (instance $exported)))
