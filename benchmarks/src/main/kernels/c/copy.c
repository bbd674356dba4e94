/* Copies 256 KiB n times, by a loop over bytes, by one over words, and by memory.copy. */
#include "kernel.h"

#define SIZE (256 << 10)
static u8 source[SIZE + 64] __attribute__((aligned(8)));
static u8 target[SIZE + 64] __attribute__((aligned(8)));
static u8 other[SIZE + 64] __attribute__((aligned(8)));

static NOINLINE void by_bytes(u8 *to, const u8 *from, u32 length) {
  for (u32 i = 0; i < length; i++) ((volatile u8 *)to)[i] = from[i];
}

static NOINLINE void by_words(u8 *to, const u8 *from, u32 length) {
  for (u32 i = 0; i < length; i += 8) ((volatile u64 *)to)[i / 8] = ((const u64 *)from)[i / 8];
}

RUN(i32 n) {
  u32 seed = 5, check = 0;
  if (source[0] == 0)
    for (u32 i = 0; i < sizeof source; i++) source[i] = (u8)next_random(&seed) | 1;
  for (u32 round = 0; round < (u32)n; round++) {
    u32 shift = round & 31;
    by_bytes(target, source + shift, SIZE);
    check = check * 31 + target[round & (SIZE - 1)];
    by_words(other, target, SIZE);
    check = check * 31 + other[round * 7 & (SIZE - 1)];
    COPY(target + shift, other, SIZE);
    check = check * 31 + target[round * 13 & (SIZE - 1)];
  }
  return (i32)check;
}
