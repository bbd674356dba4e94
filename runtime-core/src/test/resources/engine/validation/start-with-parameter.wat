;; INVALID start function must have neither
(module (func (param i32)) (start 0))
