;; next returns an option<string> instead of an option<record-batch>.
;; Must be refused at load, showing the difference: exit code 4.
;; contract: option<record-batch> -> option<string>
