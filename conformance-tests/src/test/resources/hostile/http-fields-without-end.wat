;; next appends headers of 64 KiB to one `fields` for ever.
;; Must end at one of its limits, or each append is refused from some size on: exit code 3. By http-fields-without-end.toml.
;; part: http
;; world: source-wasi
;; asks: http = ["http://127.0.0.1:*"]
;; asks: env = ["SERVICE"]
(import "wasi:http/types@0.2.0" "[method]fields.append" (func $append (param i32 i32 i32 i32 i32 i32)))
(data $name (i32.const 2200) "x-flood")
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $headers i32)
  (local.set $headers (call $fields))
  (memory.fill (i32.const 65536) (i32.const 0x78) (i32.const 65536))
  (loop $forever
    (call $append (local.get $headers) (i32.const 2200) (i32.const 7) (i32.const 65536) (i32.const 65536) (i32.const 512))
    (br $forever))
  (unreachable))
