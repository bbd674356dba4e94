;; The record schema-field has a `label` where the contract has `name`.
;; Must be refused at load, showing the difference: exit code 4.
;; contract: record schema-field {\n    name -> record schema-field {\n    label
