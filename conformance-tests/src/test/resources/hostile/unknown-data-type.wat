;; The type of the column has the discriminant 10; data-type knows 0 to 9.
;; Must end discover as a trap: exit code 1.
(data $types (i32.const 1152) "\0a\00\00\00\00\00\00\00\00\00\00\00")
