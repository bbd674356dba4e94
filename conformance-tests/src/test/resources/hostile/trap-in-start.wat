;; The start function executes unreachable.
;; Must end instantiation as a trap: exit code 1.
(func $starting
  (unreachable))
(start $starting)
