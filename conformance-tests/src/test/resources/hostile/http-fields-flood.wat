;; next makes `fields` with a header of 64 KiB each, for ever, and drops none.
;; Must end at one of its limits, long before the heap: exit code 3. By http-fields-flood.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(import "wasi:http/types@0.2.0" "[method]fields.append" (func $append (param i32 i32 i32 i32 i32 i32)))
(data $name (i32.const 2200) "x-flood")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 65536))
  (loop $forever
    (call $append (call $fields) (i32.const 2200) (i32.const 7) (i32.const 65536) (i32.const 65536) (i32.const 512))
    (br $forever))
  (unreachable))
