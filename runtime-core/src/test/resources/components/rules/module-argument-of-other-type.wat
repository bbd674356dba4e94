;; INVALID m: type mismatch in export `get`: expected: (func (result i32)), found: (func (result i64))
(component
  (component $user
    (import "m" (core module (export "get" (func (result i32))))))
  (core module $given (func (export "get") (result i64) (i64.const 7)))
  (instance (instantiate $user (with "m" (core module $given)))))
