/* Writes flatbuffers, the format of Arrow's metadata, from the end to the beginning: a reference is a distance from the end. */
#ifndef FLATBUFFER_H
#define FLATBUFFER_H
#include "arena.h"

struct flatbuffer { struct arena *arena; char *data; size_t capacity, size; };
typedef uint32_t reference;

/* A field of a table: a scalar of `size` bytes, a reference, or absent with size 0. */
struct fb_field { uint8_t size; bool is_reference; int64_t value; };
#define FB_ABSENT ((struct fb_field){0, false, 0})
#define FB_SCALAR(size, value) ((struct fb_field){size, false, value})
#define FB_REFERENCE(to) ((struct fb_field){4, true, to})

reference fb_string(struct flatbuffer *, struct slice);
reference fb_references(struct flatbuffer *, const reference *, size_t count);
/* A vector of structs of two integers of 64 bits. */
reference fb_pairs(struct flatbuffer *, const int64_t (*pairs)[2], size_t count);
reference fb_table(struct flatbuffer *, const struct fb_field *, size_t count);
/* The buffer, a multiple of 8 bytes long. */
struct slice fb_finish(struct flatbuffer *, reference root);
#endif
