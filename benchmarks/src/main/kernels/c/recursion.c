/* Doubly recursive Fibonacci of n, and the ways to place ten queens: calls, and little else. */
#include "kernel.h"

static NOINLINE u32 fibonacci(u32 n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static NOINLINE u32 queens(u32 full, u32 columns, u32 left, u32 right) {
  if (columns == full) return 1;
  u32 count = 0;
  for (u32 free = full & ~(columns | left | right); free; free &= free - 1) {
    u32 square = free & -free;
    count += queens(full, columns | square, (left | square) << 1, (right | square) >> 1);
  }
  return count;
}

RUN(i32 n) { return (i32)(fibonacci((u32)n) * 31 + queens(1023, 0, 0, 0)); }
