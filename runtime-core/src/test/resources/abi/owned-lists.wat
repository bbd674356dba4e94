;; Lists of resources of the host's, lowered by allocators that fail or do not.
(component
  (import "test:host/things@0.1.0" (instance $things
    (export "thing" (type $thing (sub resource)))
    (export "make-things" (func (param "count" u32) (result (list (own $thing)))))))
  (alias export $things "thing" (type $thing))
  (alias export $things "make-things" (func $make))

  (core module $Libc
    (memory (export "mem") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "beyond") (param i32 i32 i32 i32) (result i32) (i32.const -4))
    ;; More than the budget of any test: the failure of memory.grow becomes the address.
    (func (export "grows") (param i32 i32 i32 i32) (result i32)
      (i32.shl (memory.grow (i32.const 30000)) (i32.const 2)))
    (func (export "take") (param i32 i32)))
  (core instance $libc (instantiate $Libc))
  (core func $make' (canon lower (func $make)
    (memory (core memory $libc "mem")) (realloc (core func $libc "realloc"))))
  (core func $make-beyond (canon lower (func $make)
    (memory (core memory $libc "mem")) (realloc (core func $libc "beyond"))))
  (core func $make-growing (canon lower (func $make)
    (memory (core memory $libc "mem")) (realloc (core func $libc "grows"))))
  (core module $Main
    (import "" "make" (func $make (param i32 i32)))
    (import "" "make-beyond" (func $make-beyond (param i32 i32)))
    (import "" "make-growing" (func $make-growing (param i32 i32)))
    (func (export "fetch") (param i32) (call $make (local.get 0) (i32.const 8)))
    (func (export "fetch-beyond") (param i32) (call $make-beyond (local.get 0) (i32.const 8)))
    (func (export "fetch-growing") (param i32) (call $make-growing (local.get 0) (i32.const 8))))
  (core instance $main (instantiate $Main (with "" (instance
    (export "make" (func $make'))
    (export "make-beyond" (func $make-beyond))
    (export "make-growing" (func $make-growing))))))

  (func (export "fetch") (param "count" u32) (canon lift (core func $main "fetch")))
  (func (export "fetch-beyond") (param "count" u32) (canon lift (core func $main "fetch-beyond")))
  (func (export "fetch-growing") (param "count" u32) (canon lift (core func $main "fetch-growing")))
  (func (export "take") (param "l" (list (own $thing)))
    (canon lift (core func $libc "take")
      (memory (core memory $libc "mem")) (realloc (core func $libc "realloc"))))
  (func (export "take-growing") (param "l" (list (own $thing)))
    (canon lift (core func $libc "take")
      (memory (core memory $libc "mem")) (realloc (core func $libc "grows"))))
)
