(module
  (type $f (func (param i64) (result i64)))
  (import "" "0" (func $f (type $f)))
  (import "" "$imports" (table 1 1 funcref))
  (elem (i32.const 0) func $f))
