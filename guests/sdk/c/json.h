/* JSON (RFC 8259) as a tree. */
#ifndef JSON_H
#define JSON_H
#include "arena.h"

struct json {
  enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } kind;
  struct slice text;        /* of a number as written, of a string without escapes */
  struct slice name;        /* of a member */
  const struct json *first; /* element or member */
  const struct json *next;  /* sibling */
  size_t count;             /* of elements or members */
};

/* NULL when it is not JSON. */
const struct json *json_parse(struct arena *, struct slice);
/* A member of an object; NULL when there is none, or when it is no object. */
const struct json *json_member(const struct json *, struct slice name);
#endif
