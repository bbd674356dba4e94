;; Growth without end, of a memory and of a table, which instances do not come back from: each call wants a new one.
(module
  (memory 1)
  (table $table 1 funcref)

  (func (export "growing memory")
    (loop $again (drop (memory.grow (i32.const 16))) (br $again)))

  (func (export "growing table")
    (loop $again (drop (table.grow $table (ref.null func) (i32.const 1000))) (br $again))))
