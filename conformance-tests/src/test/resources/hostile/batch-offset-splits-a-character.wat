;; The bytes of a column of strings are UTF-8, but an offset lies within a character.
;; Must end as a permanent error: exit code 1.
;; batch: offset-splits-a-character
(data $types (i32.const 1152) "\04\00\00\00\00\00\00\00\00\00\00\00")
