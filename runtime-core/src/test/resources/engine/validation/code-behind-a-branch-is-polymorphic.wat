;; VALID
(module
  (func (result i32)
    unreachable
    i32.add
    drop
    select
    ref.is_null
    drop
    block (param i64 f32) (result i32)
      drop
      drop
      unreachable
      br 0
    end))
