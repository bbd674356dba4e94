/* Memory of one call, all given back at its end, and texts in it. */
#ifndef ARENA_H
#define ARENA_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena { struct block *last; };

/* Zeroed memory, aligned to 8 bytes. Traps when there is none. */
void *arena_take(struct arena *, size_t size);
void arena_free(struct arena *);

/* Text or bytes, not NUL-terminated, owned by somebody else. */
struct slice { const char *ptr; size_t len; };
#define SLICE(literal) ((struct slice){literal, sizeof literal - 1})
struct slice slice_of(const char *text);
bool slice_equal(struct slice, struct slice);
bool slice_starts_with(struct slice, struct slice prefix);
struct slice slice_from(struct slice, size_t begin);
/* Whether a header has this name, which is in lower case. */
bool slice_is_header(struct slice, struct slice name);
/* Digits alone, without overflow. */
bool slice_number(struct slice, uint64_t *number);

/* A text that grows. */
struct text { struct arena *arena; char *ptr; size_t len, capacity; };
void text_add(struct text *, struct slice);
void text_add_number(struct text *, uint64_t);
void text_add_json(struct text *, struct slice);
struct slice text_slice(const struct text *);
/* The parts one after the other. */
#define JOIN(arena, ...) slice_join(arena, (struct slice[]){__VA_ARGS__}, sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))
struct slice slice_join(struct arena *, const struct slice *parts, size_t count);
struct slice slice_digits(struct arena *, uint64_t);

#endif
