/* Memory of one call, all given back at its end, and texts in it. */
#ifndef MEMORY_H
#define MEMORY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena { struct block *last; };

/* Zeroed memory, aligned to 8 bytes. Traps when there is none. */
void *take(struct arena *, size_t size);
void give_back(struct arena *);

/* Text or bytes, not NUL-terminated, owned by somebody else. */
struct slice { const char *ptr; size_t len; };
#define SLICE(literal) ((struct slice){literal, sizeof literal - 1})
struct slice slice(const char *text);
bool equal(struct slice, struct slice);
bool starts_with(struct slice, struct slice prefix);
struct slice from(struct slice, size_t begin);
/* Whether a header has this name, which is in lower case. */
bool is_named(struct slice, struct slice name);
/* Digits alone, without overflow. */
bool read_number(struct slice, uint64_t *number);

/* A text that grows. */
struct text { struct arena *arena; char *ptr; size_t len, capacity; };
void add(struct text *, struct slice);
void add_number(struct text *, uint64_t);
void add_json_string(struct text *, struct slice);
struct slice content(const struct text *);
/* The parts one after the other. */
#define JOIN(arena, ...) join(arena, (struct slice[]){__VA_ARGS__}, sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))
struct slice join(struct arena *, const struct slice *parts, size_t count);
struct slice digits(struct arena *, uint64_t);

/* Why a call failed: a case of the contract's error. */
struct failure { uint8_t tag; struct slice message; uint32_t seconds; };
/* Both set the failure and return false. */
bool fail(struct failure *, uint8_t tag, struct slice message);
bool permanent(struct failure *, struct slice message);
#endif
