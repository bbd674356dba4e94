;; The destructor of read-handle never returns.
;; Must end with the fuel or the deadline of the drop used up; rows that were read before are not lost, nothing hangs.
(func $destroy (export "witloof:connector/source@0.1.0#[dtor]read-handle") (param i32)
  (loop $forever (br $forever)))
