;; INVALID integrity hash cannot be empty
(component (import "integrity=<>" (func)))
