;; INVALID function 0: offset out of range
(module binary "\00asm" "\01\00\00\00"
  "\01\04\01\60\00\00"
  "\03\02\01\00"
  "\05\03\01\00\01"
  "\0a\0e\01\0c\00\41\00\2c\00\80\80\80\80\10\1a\0b")
