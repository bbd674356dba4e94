;; Imports that no host of the test:host world satisfies, and some that it does.
(component
  (import "test:host/things@0.1.0" (instance
    (export "echo" (func (param "s" string) (result u32)))
    (export "fail" (func))
    (export "new-one" (func))))
  (import "test:host/unknown@0.1.0" (instance (export "f" (func (param "n" u8)))))
  (import "plain" (func (param "n" u32)))
)
