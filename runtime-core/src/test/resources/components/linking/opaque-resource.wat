;; Exports one resource under two names, the second of which does not tell that it is the same.
(component
  (type $thing (resource (rep i32)))
  (core func $new (canon resource.new $thing))
  (core func $rep (canon resource.rep $thing))
  (export $clear "clear" (type $thing))
  (export $again "again" (type $thing))
  (export $opaque "opaque" (type $thing) (type (sub resource)))
  (func (export "make") (param "n" u32) (result (own $opaque)) (canon lift (core func $new)))
  (func (export "take") (param "t" (own $clear)) (result u32) (canon lift (core func $rep))))
