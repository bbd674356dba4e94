;; A good source that exports a function beside the contract.
;; world: source-with-backdoor
;; contract: package witloof:connector@0.1.0; -> package witloof:connector@0.1.0;\nworld source-with-backdoor { export source; export backdoor: func(); }
(func $backdoor (export "backdoor"))
