;; INVALID function parameter name `FOO` conflicts with previous parameter name `foo`
(component (type (func (param "foo" u8) (param "FOO" u8))))
