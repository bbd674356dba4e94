;; Refused proposals, by name, and what depends on the modules that use them.
(component $fixed (type (list u8 4)))
(assert_return (invoke "f"))
(register "fixed" $fixed)
(component (import "fixed" (instance (export "f" (func)))))
(assert_invalid (component (type (list u8 0))) "Fixed-length lists must have more than zero elements")

(module $memory
  (memory (export "memory") 1)
  (func (export "load") (result i32) (i32.load (i32.const 0))))
(assert_return (invoke $memory "load") (i32.const 0))
(register "memory" $memory)
(module $vector
  (import "memory" "memory" (memory 1))
  (data (i32.const 0) "x")
  (func (export "v") (result v128) (v128.const i32x4 1 2 3 4)))
(assert_return (invoke $vector "v") (v128.const i32x4 1 2 3 4))
;; The module above would have changed this.
(assert_return (invoke $memory "load") (i32.const 120))
(register "vector" $vector)
(module (import "vector" "v" (func)))
(assert_exception (invoke $vector "v"))

;; What other implementations can switch off.
(assert_invalid (module (func (param i32) (result i32) (i32.extend8_s (local.get 0)))) "sign extension operations support is not enabled")
;; What another environment offers.
(module (import "elsewhere" "f" (func)))
(component (import "elsewhere" (func)))
