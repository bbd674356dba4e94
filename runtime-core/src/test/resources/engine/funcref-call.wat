(module (import "a" "t" (table 1 funcref))
  (func (call_indirect (param funcref) (ref.null func) (i32.const 0))))
