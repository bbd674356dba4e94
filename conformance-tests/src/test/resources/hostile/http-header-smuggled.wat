;; next appends a header whose value has a line break and another header in it.
;; Is refused by append, or else it executes unreachable; then the rows are read. By http-header-smuggled.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(import "wasi:http/types@0.2.0" "[method]fields.append" (func $append (param i32 i32 i32 i32 i32 i32)))
(data $name (i32.const 2200) "x-note")
(data $value (i32.const 2210) "a\0d\0ahost: example.com")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $append (call $fields) (i32.const 2200) (i32.const 6) (i32.const 2210) (i32.const 20) (i32.const 512))
  (if (i32.eqz (i32.load8_u (i32.const 512))) (then (unreachable)))
  (call $answer (i32.eqz (global.get $read)) (i32.const 1536) (i32.const 304))
  (global.set $read (i32.const 1))
  (i32.const 32))
