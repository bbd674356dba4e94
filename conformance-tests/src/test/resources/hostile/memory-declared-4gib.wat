;; Declares a memory of 4 GiB from the start.
;; Must be refused before a byte of it is allocated, naming what it wants and the budget.
(memory $memory (export "memory") 65536)
