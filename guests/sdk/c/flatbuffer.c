#include "flatbuffer.h"
#include <stdlib.h>
#include <string.h>

#define MAX_FIELDS 8

/* Makes room at the beginning; what is there afterwards starts at a multiple of `alignment` from the end. */
static char *prepend(struct flatbuffer *fb, size_t size, size_t alignment) {
  size_t start = (fb->size + size + alignment - 1) / alignment * alignment;
  if (start > fb->capacity) {
    size_t capacity = 2 * start + 256;
    char *larger = arena_take(fb->arena, capacity);
    if (fb->size) memcpy(larger + capacity - fb->size, fb->data + fb->capacity - fb->size, fb->size);
    fb->data = larger;
    fb->capacity = capacity;
  }
  fb->size = start;   /* fresh memory is zero, and so is the padding */
  return fb->data + fb->capacity - start;
}

static void put32(char *to, uint32_t value) { memcpy(to, &value, 4); }

reference fb_string(struct flatbuffer *fb, struct slice text) {
  char *at = prepend(fb, 4 + text.len + 1, 4);
  put32(at, (uint32_t)text.len);
  memcpy(at + 4, text.ptr, text.len);
  return (reference)fb->size;
}

reference fb_references(struct flatbuffer *fb, const reference *to, size_t count) {
  char *at = prepend(fb, 4 + 4 * count, 4);
  put32(at, (uint32_t)count);
  for (size_t i = 0; i < count; i++) put32(at + 4 + 4 * i, (uint32_t)(fb->size - 4 - 4 * i - to[i]));
  return (reference)fb->size;
}

reference fb_pairs(struct flatbuffer *fb, const int64_t (*pairs)[2], size_t count) {
  char *at = prepend(fb, 16 * count, 8);
  if (count) memcpy(at, pairs, 16 * count);
  put32(prepend(fb, 4, 4), (uint32_t)count);
  return (reference)fb->size;
}

reference fb_table(struct flatbuffer *fb, const struct fb_field *fields, size_t count) {
  uint16_t places[2 + MAX_FIELDS];
  if (count > MAX_FIELDS) abort();
  size_t end = 4, vtable = 4 + 2 * count;
  for (size_t i = 0; i < count; i++) {
    size_t size = fields[i].size;
    if (size) end = (end + size - 1) / size * size;
    places[2 + i] = (uint16_t)(size ? end : 0);
    end += size;
  }
  end = (end + 3) & ~(size_t)3;
  places[0] = (uint16_t)vtable;
  places[1] = (uint16_t)end;
  char *at = prepend(fb, end, 8);
  reference table = (reference)fb->size;
  put32(at, (uint32_t)vtable);   /* the vtable lies right before the table */
  for (size_t i = 0; i < count; i++) {
    int64_t value = fields[i].is_reference ? (int64_t)table - places[2 + i] - fields[i].value : fields[i].value;
    if (fields[i].size) memcpy(at + places[2 + i], &value, fields[i].size);
  }
  memcpy(prepend(fb, vtable, 2), places, vtable);
  return table;
}

struct slice fb_finish(struct flatbuffer *fb, reference root) {
  char *at = prepend(fb, 4, 8);
  put32(at, (uint32_t)(fb->size - root));
  return (struct slice){at, fb->size};
}
