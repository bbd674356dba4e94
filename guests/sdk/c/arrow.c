/* Writes Arrow IPC streams: https://arrow.apache.org/docs/format/Columnar.html */
#include "flatbuffer.h"
#include "instant.h"
#include "table.h"
#include <stdlib.h>
#include <string.h>

enum { VERSION_5 = 4, HEADER_SCHEMA = 1, HEADER_BATCH = 3, DOUBLE = 2, MILLISECOND = 1, MAX_NODES = 64 };

/* What a record batch message has: nodes and buffers, depth first. */
struct batch {
  struct arena *arena;
  struct failure *failure;
  struct text body;
  int64_t nodes[MAX_NODES][2], buffers[3 * MAX_NODES][2];
  size_t node_count, buffer_count;
};

static bool write_column(struct batch *, const struct column *, const struct json **values, size_t count);

static const struct slice ZEROS = SLICE("\0\0\0\0\0\0\0");

static void pad(struct text *text) { text_add(text, (struct slice){ZEROS.ptr, -text->len & 7}); }

static void buffer(struct batch *batch, const void *bytes, size_t len) {
  batch->buffers[batch->buffer_count][0] = (int64_t)batch->body.len;
  batch->buffers[batch->buffer_count++][1] = (int64_t)len;
  text_add(&batch->body, (struct slice){bytes, len});
  pad(&batch->body);
}

static bool is_null(const struct json *value) { return !value || value->kind == JSON_NULL; }

static bool mismatch(struct batch *batch, const struct column *column) {
  struct slice name = column->name ? slice_of(column->name) : SLICE("an element");
  return failure_permanent(batch->failure, JOIN(batch->arena, SLICE("the service gives a value for `"), name, SLICE("` that is not of its type")));
}

/* Exactly an integer, without fraction and exponent. */
static bool read_integer(struct slice text, int64_t *integer) {
  uint64_t magnitude;
  bool is_negative = text.len && *text.ptr == '-';
  if (!slice_number(is_negative ? slice_from(text, 1) : text, &magnitude) || magnitude > (uint64_t)INT64_MAX + is_negative) return false;
  *integer = (int64_t)(is_negative ? 0 - magnitude : magnitude);
  return true;
}

static bool read_double(struct arena *arena, struct slice text, double *number) {
  char *terminated = arena_take(arena, text.len + 1);
  memcpy(terminated, text.ptr, text.len);
  *number = strtod(terminated, NULL);
  return true;
}

static bool read_base64(struct slice text, char *out, size_t *len) {
  static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.len % 4) return false;
  for (int i = 0; i < 2 && text.len && text.ptr[text.len - 1] == '='; i++) text.len--;
  uint32_t bits = 0;
  *len = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *digit = text.ptr[i] ? strchr(DIGITS, text.ptr[i]) : NULL;
    if (!digit) return false;
    bits = bits << 6 | (uint32_t)(digit - DIGITS);
    if (i % 4) out[(*len)++] = (char)(bits >> (6 - 2 * (i % 4)));
  }
  return true;
}

/* Numbers and instants: reads one into `out`, whose width the type says. */
static bool read_fixed(struct arena *arena, const struct column *column, const struct json *value, char *out) {
  int64_t integer;
  double number;
  enum json_kind kind = column->type == TIMESTAMP || column->is_text ? JSON_STRING : JSON_NUMBER;
  if (value->kind != kind) return false;
  switch (column->type) {
    case INT32:
      if (!read_integer(value->text, &integer) || integer != (int32_t)integer) return false;
      memcpy(out, &integer, 4);   /* wasm is little-endian */
      return true;
    case FLOAT64:
      if (!read_double(arena, value->text, &number)) return false;
      memcpy(out, &number, 8);
      return true;
    case TIMESTAMP:
      if (!instant_read(value->text, &integer)) return false;
      memcpy(out, &integer, 8);
      return true;
    default:
      if (!read_integer(value->text, &integer)) return false;
      memcpy(out, &integer, 8);
      return true;
  }
}

static bool write_fixed(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  size_t width = column->type == INT32 ? 4 : 8;
  char *numbers = arena_take(batch->arena, width * count);
  for (size_t i = 0; i < count; i++) {
    if (!is_null(values[i]) && !read_fixed(batch->arena, column, values[i], numbers + width * i)) return mismatch(batch, column);
  }
  buffer(batch, numbers, width * count);
  return true;
}

static bool write_booleans(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  uint8_t *bits = arena_take(batch->arena, (count + 7) / 8);
  for (size_t i = 0; i < count; i++) {
    if (is_null(values[i])) continue;
    if (values[i]->kind != JSON_TRUE && values[i]->kind != JSON_FALSE) return mismatch(batch, column);
    if (values[i]->kind == JSON_TRUE) bits[i / 8] |= (uint8_t)(1 << i % 8);
  }
  buffer(batch, bits, (count + 7) / 8);
  return true;
}

static bool write_texts(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  int32_t *offsets = arena_take(batch->arena, 4 * (count + 1));
  struct text all = {.arena = batch->arena};
  for (size_t i = 0; i < count; i++) {
    if (!is_null(values[i])) {
      if (values[i]->kind != JSON_STRING) return mismatch(batch, column);
      struct slice text = values[i]->text;
      if (column->type == BYTES) {
        char *bytes = arena_take(batch->arena, text.len);
        if (!read_base64(text, bytes, &text.len)) return mismatch(batch, column);
        text.ptr = bytes;
      }
      text_add(&all, text);
    }
    offsets[i + 1] = (int32_t)all.len;
  }
  buffer(batch, offsets, 4 * (count + 1));
  buffer(batch, all.ptr, all.len);
  return true;
}

static bool write_lists(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  int32_t *offsets = arena_take(batch->arena, 4 * (count + 1));
  size_t total = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_null(values[i]) && values[i]->kind != JSON_ARRAY) return mismatch(batch, column);
    total += is_null(values[i]) ? 0 : values[i]->count;
    offsets[i + 1] = (int32_t)total;
  }
  const struct json **elements = arena_take(batch->arena, total * sizeof *elements), **next = elements;
  for (size_t i = 0; i < count; i++) {
    for (const struct json *e = is_null(values[i]) ? NULL : values[i]->first; e; e = e->next) *next++ = e;
  }
  buffer(batch, offsets, 4 * (count + 1));
  return write_column(batch, column->parts, elements, total);
}

static bool write_structs(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  const struct json **members = arena_take(batch->arena, count * sizeof *members);
  for (size_t part = 0; part < column->part_count; part++) {
    const struct column *member = &column->parts[part];
    for (size_t i = 0; i < count; i++) {
      if (!is_null(values[i]) && values[i]->kind != JSON_OBJECT) return mismatch(batch, column);
      members[i] = is_null(values[i]) ? NULL : json_member(values[i], slice_of(member->name));
      if (!is_null(values[i]) && (!members[i] || (!member->nullable && is_null(members[i])))) return mismatch(batch, member);
    }
    if (!write_column(batch, member, members, count)) return false;
  }
  return true;
}

/* A value that is NULL or null is a null of the column. */
static bool write_column(struct batch *batch, const struct column *column, const struct json **values, size_t count) {
  uint8_t *valid = arena_take(batch->arena, (count + 7) / 8);
  size_t nulls = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_null(values[i])) nulls++; else valid[i / 8] |= (uint8_t)(1 << i % 8);
  }
  if (batch->node_count == MAX_NODES) abort();
  batch->nodes[batch->node_count][0] = (int64_t)count;
  batch->nodes[batch->node_count++][1] = (int64_t)nulls;
  buffer(batch, valid, nulls ? (count + 7) / 8 : 0);
  switch (column->type) {
    case BOOLEAN: return write_booleans(batch, column, values, count);
    case INT32: case INT64: case FLOAT64: case TIMESTAMP: return write_fixed(batch, column, values, count);
    case STRING: case BYTES: case JSON_TEXT: return write_texts(batch, column, values, count);
    case LIST: return write_lists(batch, column, values, count);
    case STRUCT: return write_structs(batch, column, values, count);
  }
  return mismatch(batch, column);
}

static void add32(struct text *out, uint32_t value) { text_add(out, (struct slice){(const char *)&value, 4}); }

static void add_message(struct text *out, struct flatbuffer *fb, uint8_t kind, reference header, struct slice body) {
  struct fb_field fields[] = {FB_SCALAR(2, VERSION_5), FB_SCALAR(1, kind), FB_REFERENCE(header), FB_SCALAR(8, (int64_t)body.len)};
  struct slice metadata = fb_finish(fb, fb_table(fb, fields, 4));
  add32(out, UINT32_MAX);
  add32(out, (uint32_t)metadata.len);
  text_add(out, metadata);
  text_add(out, body);
}

/* The table of a type, and its number in the union `Type`. */
static reference arrow_type(struct flatbuffer *fb, const struct column *column, uint8_t *number) {
  static const uint8_t NUMBERS[] = {[INT32] = 2, [INT64] = 2, [FLOAT64] = 3, [BYTES] = 4, [STRING] = 5, [JSON_TEXT] = 5,
                                    [BOOLEAN] = 6, [TIMESTAMP] = 10, [LIST] = 12, [STRUCT] = 13};
  *number = NUMBERS[column->type];
  switch (column->type) {
    case INT32: case INT64: return fb_table(fb, (struct fb_field[]){FB_SCALAR(4, column->type == INT32 ? 32 : 64), FB_SCALAR(1, true)}, 2);
    case FLOAT64: return fb_table(fb, (struct fb_field[]){FB_SCALAR(2, DOUBLE)}, 1);
    case TIMESTAMP: {
      struct fb_field zone = FB_REFERENCE(fb_string(fb, SLICE("UTC")));
      return fb_table(fb, (struct fb_field[]){FB_SCALAR(2, MILLISECOND), zone}, 2);
    }
    default: return fb_table(fb, NULL, 0);
  }
}

static reference fields_of(struct flatbuffer *, const struct column *, size_t count);

static reference field_of(struct flatbuffer *fb, const struct column *column) {
  uint8_t number;
  reference parts = fields_of(fb, column->parts, column->part_count);
  reference type = arrow_type(fb, column, &number);
  reference name = fb_string(fb, column->name ? slice_of(column->name) : SLICE("item"));
  struct fb_field fields[] = {FB_REFERENCE(name), FB_SCALAR(1, column->nullable), FB_SCALAR(1, number), FB_REFERENCE(type), FB_ABSENT, FB_REFERENCE(parts)};
  return fb_table(fb, fields, 6);
}

static reference fields_of(struct flatbuffer *fb, const struct column *columns, size_t count) {
  reference *fields = arena_take(fb->arena, count * sizeof *fields);
  for (size_t i = 0; i < count; i++) fields[i] = field_of(fb, &columns[i]);
  return fb_references(fb, fields, count);
}

bool table_batch(const struct table *table, struct arena *arena, const struct json *rows, size_t skip, struct slice *stream, struct failure *failure) {
  const struct json **values = arena_take(arena, rows->count * sizeof *values);
  size_t count = 0;
  for (const struct json *row = rows->first; row; row = row->next) {
    if (skip) skip--; else values[count++] = row;
  }
  struct batch *batch = arena_take(arena, sizeof *batch);
  *batch = (struct batch){.arena = arena, .failure = failure, .body = {.arena = arena}};
  const struct column row = {.name = table->name, .type = STRUCT, .parts = table->columns, .part_count = table->column_count};
  for (size_t i = 0; i < count; i++) {
    if (is_null(values[i])) return mismatch(batch, &row);
  }
  if (!write_structs(batch, &row, values, count)) return false;

  struct text out = {.arena = arena};
  struct flatbuffer schema = {.arena = arena}, message = {.arena = arena};
  struct fb_field fields[] = {FB_SCALAR(2, 0), FB_REFERENCE(fields_of(&schema, table->columns, table->column_count))};
  add_message(&out, &schema, HEADER_SCHEMA, fb_table(&schema, fields, 2), (struct slice){NULL, 0});
  reference buffers = fb_pairs(&message, batch->buffers, batch->buffer_count), nodes = fb_pairs(&message, batch->nodes, batch->node_count);
  struct fb_field header[] = {FB_SCALAR(8, (int64_t)count), FB_REFERENCE(nodes), FB_REFERENCE(buffers)};
  add_message(&out, &message, HEADER_BATCH, fb_table(&message, header, 3), text_slice(&batch->body));
  add32(&out, UINT32_MAX);
  add32(&out, 0);
  *stream = text_slice(&out);
  return true;
}
