/* A bytecode machine whose n thousand instructions are calls through a table of 16 functions. */
#include "kernel.h"

struct machine { u32 stack[16]; u32 top, accumulator; };
typedef void (*operation)(struct machine *, u32);

static inline u32 *slot(struct machine *m, u32 i) { return &m->stack[i & 15]; }

static void push(struct machine *m, u32 a) { *slot(m, m->top++) = m->accumulator + a; }
static void pop(struct machine *m, u32 a) { m->accumulator += *slot(m, --m->top) ^ a; }
static void add(struct machine *m, u32 a) { m->accumulator += *slot(m, m->top) + a; }
static void sub(struct machine *m, u32 a) { m->accumulator -= *slot(m, m->top) + a; }
static void mul(struct machine *m, u32 a) { m->accumulator *= a | 1; }
static void xor(struct machine *m, u32 a) { m->accumulator ^= a * 2654435761u; }
static void shl(struct machine *m, u32 a) { m->accumulator <<= a & 3; }
static void shr(struct machine *m, u32 a) { m->accumulator = m->accumulator >> (a & 3) | 1u << 31; }
static void rot(struct machine *m, u32 a) { m->accumulator = m->accumulator << 7 | m->accumulator >> 25; (void)a; }
static void not(struct machine *m, u32 a) { m->accumulator = ~m->accumulator + a; }
static void dup(struct machine *m, u32 a) { *slot(m, m->top + a) = m->accumulator; }
static void swap(struct machine *m, u32 a) { u32 t = *slot(m, a); *slot(m, a) = m->accumulator; m->accumulator = t; }
static void min(struct machine *m, u32 a) { u32 t = *slot(m, a); if (t < m->accumulator) m->accumulator = t + a; }
static void max(struct machine *m, u32 a) { u32 t = *slot(m, a); if (t > m->accumulator) m->accumulator = t - a; }
static void pair(struct machine *m, u32 a) { push(m, a); xor(m, a); }
static void drop(struct machine *m, u32 a) { m->top -= a & 1; }

static operation const volatile OPERATIONS[16] = {push, pop, add, sub, mul, xor, shl, shr,
                                                  rot, not, dup, swap, min, max, pair, drop};
static u8 program[1024];

RUN(i32 n) {
  u32 seed = 11;
  for (u32 i = 0; i < sizeof program; i++) program[i] = (u8)(next_random(&seed) >> 9);
  struct machine m = {.top = 0, .accumulator = 1};
  while (n-- > 0)
    for (u32 i = 0; i < 1000; i++) OPERATIONS[program[i] & 15](&m, program[i] >> 4);
  return (i32)hash_bytes(m.accumulator, (const u8 *)m.stack, sizeof m.stack);
}
