#include "arena.h"
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 << 10)

struct block { struct block *before; size_t used, size; uint64_t bytes[]; };

void *arena_take(struct arena *arena, size_t size) {
  size_t rounded = (size + 7) & ~(size_t)7;
  if (rounded < size) abort();
  if (!arena->last || arena->last->size - arena->last->used < rounded) {
    size_t capacity = rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE;
    struct block *block = calloc(1, sizeof *block + capacity);
    if (!block) abort();
    *block = (struct block){.before = arena->last, .size = capacity};
    arena->last = block;
  }
  void *taken = (char *)arena->last->bytes + arena->last->used;
  arena->last->used += rounded;
  return taken;
}

void arena_free(struct arena *arena) {
  while (arena->last) {
    struct block *before = arena->last->before;
    free(arena->last);
    arena->last = before;
  }
}

struct slice slice_of(const char *text) { return (struct slice){text, strlen(text)}; }

bool slice_equal(struct slice a, struct slice b) { return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0; }

bool slice_starts_with(struct slice text, struct slice prefix) {
  return text.len >= prefix.len && memcmp(text.ptr, prefix.ptr, prefix.len) == 0;
}

struct slice slice_from(struct slice text, size_t begin) { return (struct slice){text.ptr + begin, text.len - begin}; }

bool slice_is_header(struct slice header, struct slice name) {
  if (header.len != name.len) return false;
  for (size_t i = 0; i < name.len; i++) {
    char c = header.ptr[i];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != name.ptr[i]) return false;
  }
  return true;
}

bool slice_number(struct slice text, uint64_t *number) {
  uint64_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, text.ptr[i] - '0', &n)) return false;
  }
  *number = n;
  return text.len > 0;
}

void text_add(struct text *text, struct slice more) {
  if (text->capacity - text->len < more.len) {
    text->capacity = 2 * text->capacity + more.len + 64;
    char *larger = arena_take(text->arena, text->capacity);
    if (text->len) memcpy(larger, text->ptr, text->len);
    text->ptr = larger;
  }
  if (more.len) memcpy(text->ptr + text->len, more.ptr, more.len);
  text->len += more.len;
}

void text_add_number(struct text *text, uint64_t number) {
  char reversed[20], in_order[20];
  size_t count = 0;
  do reversed[count++] = (char)('0' + number % 10); while (number /= 10);
  for (size_t i = 0; i < count; i++) in_order[i] = reversed[count - 1 - i];
  text_add(text, (struct slice){in_order, count});
}

void text_add_json(struct text *text, struct slice value) {
  static const char HEX[] = "0123456789abcdef";
  text_add(text, SLICE("\""));
  for (size_t i = 0; i < value.len; i++) {
    uint8_t c = (uint8_t)value.ptr[i];
    if (c < ' ') {
      text_add(text, SLICE("\\u00"));
      text_add(text, (struct slice){&HEX[c >> 4], 1});
      text_add(text, (struct slice){&HEX[c & 15], 1});
    } else {
      if (c == '"' || c == '\\') text_add(text, SLICE("\\"));
      text_add(text, (struct slice){value.ptr + i, 1});
    }
  }
  text_add(text, SLICE("\""));
}

struct slice text_slice(const struct text *text) { return (struct slice){text->ptr, text->len}; }

struct slice slice_join(struct arena *arena, const struct slice *parts, size_t count) {
  struct text text = {.arena = arena};
  for (size_t i = 0; i < count; i++) text_add(&text, parts[i]);
  return text_slice(&text);
}

struct slice slice_digits(struct arena *arena, uint64_t number) {
  struct text text = {.arena = arena};
  text_add_number(&text, number);
  return text_slice(&text);
}
