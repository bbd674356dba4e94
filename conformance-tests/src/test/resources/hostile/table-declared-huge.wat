;; Declares a table of 4,294,967,295 entries.
;; Must be refused before it is allocated, naming what it wants and the budget.
(table $entries 4294967295 funcref)
