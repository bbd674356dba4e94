;; next prints the value of its first environment variable in two pieces, logs its setting `password`, and returns the value as an error.
;; Alone: refused at load. By leaky.toml and with its grants: neither value is in the log, in the error, in a span, an event or the audit trail; the
;; call ends as a permanent error: exit code 1.
;; world: source-leaky
(import "wasi:cli/environment@0.2.0" "get-environment" (func $environment (param i32)))
(import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
(import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush" (func $write (param i32 i32 i32 i32)))
(import "wasi:io/streams@0.2.0" "[resource-drop]output-stream" (func $drop (param i32)))
(import "wasi:config/store@0.2.0-rc.1" "get" (func $config (param i32 i32 i32)))
(import "wasi:logging/logging@0.1.0-draft" "log" (func $log (param i32 i32 i32 i32 i32)))
(data $password (i32.const 4096) "password")
(data $newline (i32.const 4112) "\n")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $value i32) (local $length i32) (local $half i32) (local $out i32)
  (call $environment (i32.const 4128))
  (local.set $value (i32.load offset=8 (i32.load (i32.const 4128))))
  (local.set $length (i32.load offset=12 (i32.load (i32.const 4128))))
  (local.set $half (i32.shr_u (local.get $length) (i32.const 1)))
  (local.set $out (call $stdout))
  (call $write (local.get $out) (local.get $value) (local.get $half) (i32.const 4144))
  (call $write (local.get $out) (i32.add (local.get $value) (local.get $half))
    (i32.sub (local.get $length) (local.get $half)) (i32.const 4144))
  (call $write (local.get $out) (i32.const 4112) (i32.const 1) (i32.const 4144))
  (call $drop (local.get $out))
  ;; result<option<string>, error> at 4160
  (call $config (i32.const 4096) (i32.const 8) (i32.const 4160))
  (call $log (i32.const 2) (i32.const 4096) (i32.const 8) (i32.load (i32.const 4168)) (i32.load (i32.const 4172)))
  (call $refuse (local.get $value) (local.get $length))
  (i32.const 32))
