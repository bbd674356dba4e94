/* What every kernel in C is written with: no C library, one export, `run`. */
#ifndef KERNEL_H
#define KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int i32;
typedef unsigned long long u64;

#define RUN __attribute__((export_name("run"))) i32 run
#define NOINLINE __attribute__((noinline))
#define COPY(to, from, length) __builtin_memcpy((to), (from), (length))

/* The same pseudo-random numbers everywhere: xorshift32. */
static inline u32 next_random(u32 *state) {
  u32 x = *state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return *state = x;
}

/* A checksum over bytes, FNV-1a. */
static inline u32 hash_bytes(u32 hash, const u8 *bytes, u32 length) {
  for (u32 i = 0; i < length; i++) hash = (hash ^ bytes[i]) * 16777619u;
  return hash;
}

#define HASH_START 2166136261u

#endif
