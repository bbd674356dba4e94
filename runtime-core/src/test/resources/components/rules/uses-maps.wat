;; UNSUPPORTED map types
(component (type (map string u8)))
