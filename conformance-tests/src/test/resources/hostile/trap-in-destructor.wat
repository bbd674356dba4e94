;; The destructor of read-handle executes unreachable.
;; Must end the drop as a trap; the rows were read before: exit code 1.
(func $destroy (export "witloof:connector/source@0.1.0#[dtor]read-handle") (param i32)
  (unreachable))
