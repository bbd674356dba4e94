;; next makes requests without end that nobody granted, to 10,000 hosts in turn. Alone: refused at load. By egress-flood.toml and with its grants: the
;; audit trail has a bounded number of lines a second and tells how many requests they stand for, and the call ends at one of its limits: exit code 3.
;; world: source-connector
(import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
(import "wasi:http/types@0.2.0" "[constructor]outgoing-request" (func $request (param i32) (result i32)))
(import "wasi:http/types@0.2.0" "[method]outgoing-request.set-authority" (func $authority (param i32 i32 i32 i32) (result i32)))
(import "wasi:http/outgoing-handler@0.2.0" "handle" (func $handle (param i32 i32 i32 i32)))
(data $host (i32.const 4096) "h0000.example")
(func $digit (param $at i32) (param $value i32)
  (i32.store8 (local.get $at) (i32.add (i32.const 48) (i32.rem_u (local.get $value) (i32.const 10)))))
(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (local $made i32) (local $request i32)
  (loop $again
    (call $digit (i32.const 4097) (i32.div_u (local.get $made) (i32.const 1000)))
    (call $digit (i32.const 4098) (i32.div_u (local.get $made) (i32.const 100)))
    (call $digit (i32.const 4099) (i32.div_u (local.get $made) (i32.const 10)))
    (call $digit (i32.const 4100) (local.get $made))
    (local.set $request (call $request (call $fields)))
    (drop (call $authority (local.get $request) (i32.const 1) (i32.const 4096) (i32.const 13)))
    ;; result<own<future-incoming-response>, error-code> at 4160: an error
    (call $handle (local.get $request) (i32.const 0) (i32.const 0) (i32.const 4160))
    ;; What the error says is not kept.
    (global.set $free (i32.const 16384))
    (local.set $made (i32.add (local.get $made) (i32.const 1)))
    (br $again))
  (i32.const 32))
