;; The build script deletes the module.
(module (func (export "f")))
(assert_return (invoke "f"))
