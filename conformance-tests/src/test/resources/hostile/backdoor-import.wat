;; Imports witloof:connector/backdoor, which no host knows.
;; Must be refused at load, naming the import: exit code 4.
;; world: source-backdoor
(import "witloof:connector/backdoor@0.1.0" "read-secret" (func $read-secret (param i32 i32 i32)))
