;; INVALID enum tag name `aB` is not in kebab case
(component (type (enum "aB")))
