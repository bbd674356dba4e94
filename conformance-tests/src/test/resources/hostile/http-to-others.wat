;; next sends requests to hosts that were not granted: by name, by numbers, by metadata address, by user info, by another port's scheme.
;; Must be denied each, or else it executes unreachable; then the rows are read. By http-to-others.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(data $hosts (i32.const 2100) "example.com169.254.169.254[::ffff:7f00:1]127.0.0.1@example.com2130706433:80127.0.0.1.nip.io")
(func $denied (param $authority i32) (param $length i32)
  (local $request i32)
  (local.set $request (call $request-of (call $fields)))
  (drop (call $set-scheme (local.get $request) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
  ;; an authority that cannot be one is refused as it is set
  (if (i32.eqz (call $set-authority (local.get $request) (i32.const 1) (local.get $authority) (local.get $length)))
    (then
      (call $handle (local.get $request) (i32.const 0) (i32.const 0) (i32.const 512))
      (if (i32.eqz (i32.load8_u (i32.const 512))) (then (unreachable))))))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $denied (i32.const 2100) (i32.const 11))
  (call $denied (i32.const 2111) (i32.const 15))
  (call $denied (i32.const 2126) (i32.const 16))
  (call $denied (i32.const 2142) (i32.const 21))
  (call $denied (i32.const 2163) (i32.const 13))
  (call $denied (i32.const 2176) (i32.const 16))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
