;; UNSUPPORTED the module needs the WebAssembly proposal "typed function references"
(module (type (func)) (func (param (ref null 0))))
