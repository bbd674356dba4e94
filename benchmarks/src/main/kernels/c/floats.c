/* n steps of five bodies under gravity: double arithmetic, square roots and divisions. */
#include "kernel.h"

#define BODIES 5
struct body { double x[3], v[3], mass; };

static struct body bodies[BODIES];

static void place(void) {
  for (int i = 0; i < BODIES; i++) {
    struct body *b = &bodies[i];
    double r = 1.0 + 4.5 * i, speed = i ? 6.2 / __builtin_sqrt(r) : 0;
    b->x[0] = i ? r * 0.8 : 0, b->x[1] = i ? r * 0.6 : 0, b->x[2] = 0.01 * i;
    b->v[0] = -0.6 * speed, b->v[1] = 0.8 * speed, b->v[2] = 0.001 * i;
    b->mass = i ? 0.04 / i : 39.5;
  }
}

static NOINLINE void step(double dt) {
  for (int i = 0; i < BODIES; i++)
    for (int j = i + 1; j < BODIES; j++) {
      struct body *a = &bodies[i], *b = &bodies[j];
      double d[3], square = 0;
      for (int k = 0; k < 3; k++) d[k] = a->x[k] - b->x[k], square += d[k] * d[k];
      double pull = dt / (square * __builtin_sqrt(square));
      for (int k = 0; k < 3; k++)
        a->v[k] -= d[k] * b->mass * pull, b->v[k] += d[k] * a->mass * pull;
    }
  for (int i = 0; i < BODIES; i++)
    for (int k = 0; k < 3; k++) bodies[i].x[k] += dt * bodies[i].v[k];
}

RUN(i32 n) {
  place();
  while (n-- > 0) step(0.001);
  u32 check = HASH_START;
  for (int i = 0; i < BODIES; i++) check = hash_bytes(check, (const u8 *)bodies[i].x, sizeof bodies[i].x);
  return (i32)check;
}
