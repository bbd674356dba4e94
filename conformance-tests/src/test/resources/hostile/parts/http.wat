;; What fixtures say `;; part: http` for: the calls that a request is made by, and the address of the service on this machine.
(module $http
  (import "wasi:cli/environment@0.2.0" "get-environment" (func $environment (param i32)))
  (import "wasi:http/types@0.2.0" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.0" "[constructor]outgoing-request" (func $request-of (param i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-request.set-method" (func $set-method (param i32 i32 i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-request.set-scheme" (func $set-scheme (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-request.set-authority" (func $set-authority (param i32 i32 i32 i32) (result i32)))
  (import "wasi:http/types@0.2.0" "[method]outgoing-request.set-path-with-query" (func $set-path (param i32 i32 i32 i32) (result i32)))
  (import "wasi:http/outgoing-handler@0.2.0" "handle" (func $handle (param i32 i32 i32 i32)))
  (data $path (i32.const 2048) "/v1")

  ;; a GET request for http://AUTHORITY/v1
  (func $request (param $authority i32) (param $length i32) (result i32)
    (local $request i32)
    (local.set $request (call $request-of (call $fields)))
    (drop (call $set-scheme (local.get $request) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
    (drop (call $set-authority (local.get $request) (i32.const 1) (local.get $authority) (local.get $length)))
    (drop (call $set-path (local.get $request) (i32.const 1) (i32.const 2048) (i32.const 3)))
    (local.get $request))

  ;; the same to the service that the first environment variable names, such as 127.0.0.1:40123
  (func $request-to-service (result i32)
    (call $environment (i32.const 256))
    (call $request
      (i32.load offset=8 (i32.load (i32.const 256)))
      (i32.load offset=12 (i32.load (i32.const 256)))))

  ;; sends it; the handle of the future
  (func $send (param $request i32) (result i32)
    (call $handle (local.get $request) (i32.const 0) (i32.const 0) (i32.const 512))
    (if (i32.load8_u (i32.const 512)) (then (unreachable)))
    (i32.load (i32.const 520)))
)
