;; INVALID function 0: type mismatch: expected f32, found i32
(module
  (func
    block (result f32)
      block (result i32)
        i32.const 1
        i32.const 0
        br_table 0 1 0
      end
      drop
      f32.const 0
    end
    drop))
