;; INVALID resources can only be defined within a concrete component
(component (type (instance (type (resource (rep i32))))))
