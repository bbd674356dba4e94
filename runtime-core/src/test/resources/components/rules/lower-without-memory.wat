;; INVALID canonical option `memory` is required
(component
  (import "f" (func $f (param "s" string)))
  (core func (canon lower (func $f))))
