;; VALID
(module
  (func (param i32) (result i32)
    local.get 0
    if (result i32)
      local.get 0
    else
      i32.const 7
    end
    loop (param i32) (result i32)
      local.tee 0
      i32.const 1
      i32.sub
      local.tee 0
      local.get 0
      br_if 0
    end
    local.get 0
    br_table 0 0 0))
