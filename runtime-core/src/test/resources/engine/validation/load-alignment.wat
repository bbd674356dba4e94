;; INVALID function 0: alignment must not be larger than natural
(module binary "\00asm" "\01\00\00\00"
  "\01\04\01\60\00\00"
  "\03\02\01\00"
  "\05\03\01\00\01"
  "\0a\0a\01\08\00\41\00\2c\01\00\1a\0b")
