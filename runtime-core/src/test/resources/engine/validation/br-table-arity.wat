;; INVALID function 0: type mismatch: br_table labels of 0 and of 1 operands
(module
  (func
    block
      block (result i32)
        i32.const 1
        i32.const 0
        br_table 1 0
      end
      drop
    end))
