(module (tag $e) (func (throw $e)))
