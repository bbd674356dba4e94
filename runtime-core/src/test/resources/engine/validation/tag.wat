;; UNSUPPORTED the module needs the WebAssembly proposal "exception handling"
(module (tag))
