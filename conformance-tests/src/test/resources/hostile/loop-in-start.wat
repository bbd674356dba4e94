;; The start function, which runs at instantiation, never returns.
;; Must end with the fuel or the deadline of instantiation used up: a limit, exit code 3.
(func $spin (loop $forever (br $forever)))
(start $spin)
