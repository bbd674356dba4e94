;; A well-behaved destination with room for a batch of some MiB. Is legal, and a batch crosses by one copy.
;; part: destination
;; world: destination-pure
(memory $memory (export "memory") 100)
