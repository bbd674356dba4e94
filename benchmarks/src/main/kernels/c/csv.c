/* Splits 256 KiB of CSV into quoted and plain fields and sums its numbers, n times. */
#include "kernel.h"

#define SIZE (256 << 10)
static u8 text[SIZE], field[256];
static u32 length;

static void append_number(u32 number) {
  u8 digits[10];
  int count = 0;
  do digits[count++] = (u8)('0' + number % 10); while (number /= 10);
  while (count) text[length++] = digits[--count];
}

static void append(const char *s) { while (*s) text[length++] = (u8)*s++; }

static void make_text(void) {
  static const char *const NAMES[] = {"Gent", "\"Sint-Niklaas, Waas\"", "\"the \"\"old\"\" one\"", "", "Aalst"};
  u32 seed = 7;
  for (u32 row = 0; length < SIZE - 100; row++) {
    append_number(row);
    append(",");
    append(NAMES[next_random(&seed) % 5]);
    append(",-");
    append_number(next_random(&seed) % 100000);
    append(".");
    append_number(next_random(&seed) % 100);
    append(row % 3 ? "\n" : "\r\n");
  }
}

static u64 to_number(u32 size) {
  u64 number = 0;
  for (u32 i = 0; i < size; i++)
    if (field[i] >= '0' && field[i] <= '9') number = number * 10 + (field[i] - '0');
  return number;
}

static NOINLINE u32 parse(void) {
  u32 at = 0, column = 0, names = HASH_START, rows = 0;
  u64 total = 0;
  while (at < length) {
    u32 size = 0;
    if (text[at] == '"') {
      at++;
      for (;;) {
        u8 c = text[at++];
        if (c == '"') {
          if (text[at] != '"') break;
          at++;
        }
        field[size++] = c;
      }
    } else {
      while (text[at] != ',' && text[at] != '\n' && text[at] != '\r') field[size++] = text[at++];
    }
    if (column == 1) names = hash_bytes(names, field, size);
    else total += to_number(size);
    if (text[at] == ',') {
      column++, at++;
    } else {
      if (text[at] == '\r') at++;
      at++, column = 0, rows++;
    }
  }
  return names ^ (u32)total ^ (u32)(total >> 32) ^ rows;
}

RUN(i32 n) {
  if (!length) make_text();
  u32 check = 0;
  while (n-- > 0) check = check * 31 + parse();
  return (i32)check;
}
