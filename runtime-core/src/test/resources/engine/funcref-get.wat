(module (table (export "t") 1 funcref)
  (func (result i32) (ref.is_null (table.get 0 (i32.const 0)))))
