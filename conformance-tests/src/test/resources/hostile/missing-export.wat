;; A component that exports neither source nor destination, only a function `run`.
;; Must be refused at load, naming what a connector exports: exit code 4.
(component
  (core module $main (func (export "run")))
  (core instance $main (instantiate $main))
  (func (export "run") (canon lift (core func $main "run"))))
