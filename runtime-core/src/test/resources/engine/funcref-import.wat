(module (import "a" "b" (func (param funcref))))
