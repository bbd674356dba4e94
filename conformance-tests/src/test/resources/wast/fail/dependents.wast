;; What depends on a module that should have loaded fails with it.
(module $broken binary "\00asm" "\01\00\00\00" "\ff")
(assert_return (invoke "f"))
(register "broken" $broken)
(module (import "broken" "f" (func)))
(component definition $wrong (import "host" (instance (export "return-three" (func (result u64))))))
(component instance $one $wrong)
(assert_return (invoke "return-three"))
