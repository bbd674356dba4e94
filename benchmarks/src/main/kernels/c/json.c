/* A recursive JSON parser over 256 KiB of records, n times: branches by byte, calls, doubles. */
#include "kernel.h"

#define SIZE (256 << 10)
static const char RECORD[] =
    "{\"id\":48213,\"name\":\"Bruss\\u00e9l \\\"Chicons\\\"\",\"price\":-12.75e1,\"tags\":[\"a\",\"bc\",true,null,"
    "false],\n \"at\":{\"lat\":50.8503,\"lon\":4.3517,\"path\":[[],{},[1,2,3]]}}";
static u8 text[SIZE];
static const u8 *at, *end;
static u32 values, characters;
static double sum;

static void make_text(void) {
  u32 length = 0;
  text[length++] = '[';
  while (length + sizeof RECORD + 2 < SIZE) {
    if (length > 1) text[length++] = ',';
    COPY(text + length, RECORD, sizeof RECORD - 1);
    length += sizeof RECORD - 1;
  }
  text[length++] = ']';
  end = text + length;
}

static void skip_space(void) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
}

static int string(void) {
  at++;
  while (at < end) {
    u8 c = *at++;
    if (c == '"') return 1;
    if (c == '\\') at++;
    characters += c;
  }
  return 0;
}

static int digit(void) { return at < end && *at >= '0' && *at <= '9'; }

static int number(void) {
  double sign = 1, value = 0, scale = 1;
  int exponent = 0, negative = 0;
  if (*at == '-') sign = -1, at++;
  if (!digit()) return 0;
  while (digit()) value = value * 10 + (*at++ - '0');
  if (at < end && *at == '.') {
    at++;
    while (digit()) value = value * 10 + (*at++ - '0'), scale *= 10;
  }
  if (at < end && (*at | 32) == 'e') {
    at++;
    if (*at == '-' || *at == '+') negative = *at++ == '-';
    while (digit()) exponent = exponent * 10 + (*at++ - '0');
    for (; exponent > 0; exponent--)
      if (negative) scale *= 10; else value *= 10;
  }
  sum += sign * value / scale;
  return 1;
}

static int literal(const char *word) {
  while (*word)
    if (at >= end || *at++ != *word++) return 0;
  return 1;
}

static NOINLINE int value(int depth) {
  skip_space();
  if (at >= end || depth > 100) return 0;
  values++;
  switch (*at) {
    case '{':
      at++, skip_space();
      if (*at == '}') return at++, 1;
      for (;;) {
        skip_space();
        if (*at != '"' || !string()) return 0;
        skip_space();
        if (*at++ != ':' || !value(depth + 1)) return 0;
        skip_space();
        if (*at == '}') return at++, 1;
        if (*at++ != ',') return 0;
      }
    case '[':
      at++, skip_space();
      if (*at == ']') return at++, 1;
      for (;;) {
        if (!value(depth + 1)) return 0;
        skip_space();
        if (*at == ']') return at++, 1;
        if (*at++ != ',') return 0;
      }
    case '"': return string();
    case 't': return literal("true");
    case 'f': return literal("false");
    case 'n': return literal("null");
    default: return number();
  }
}

RUN(i32 n) {
  if (!end) make_text();
  u32 check = 0;
  while (n-- > 0) {
    at = text, values = 0, characters = 0, sum = 0;
    if (!value(0)) return -1;
    check = check * 31 + values + characters + (u32)(i32)(sum / 1000);
  }
  return (i32)check;
}
