;; INVALID record field name `A` conflicts with previous field name `a`
(component (type (record (field "a" u8) (field "A" u8))))
