#include "json.h"
#include <string.h>

#define MAX_DEPTH 64

struct parser { struct arena *arena; const char *at, *end; int depth; };

static bool value(struct parser *, struct json *);

static void skip_space(struct parser *p) {
  while (p->at < p->end && strchr(" \t\r\n", *p->at) && *p->at) p->at++;
}

static bool eat(struct parser *p, char c) {
  if (p->at == p->end || *p->at != c) return false;
  p->at++;
  return true;
}

static bool word(struct parser *p, struct slice expected) {
  if (!slice_starts_with((struct slice){p->at, (size_t)(p->end - p->at)}, expected)) return false;
  p->at += expected.len;
  return true;
}

static bool some_digits(struct parser *p) {
  const char *begin = p->at;
  while (p->at < p->end && *p->at >= '0' && *p->at <= '9') p->at++;
  return p->at > begin;
}

static bool number(struct parser *p, struct json *json) {
  const char *begin = p->at;
  eat(p, '-');
  if (!eat(p, '0') && !some_digits(p)) return false;
  if (eat(p, '.') && !some_digits(p)) return false;
  if (eat(p, 'e') || eat(p, 'E')) {
    if (!eat(p, '+')) eat(p, '-');
    if (!some_digits(p)) return false;
  }
  json->kind = JSON_NUMBER;
  json->text = (struct slice){begin, (size_t)(p->at - begin)};
  return true;
}

static bool hex4(struct parser *p, uint32_t *code) {
  if (p->end - p->at < 4) return false;
  *code = 0;
  for (int i = 0; i < 4; i++) {
    char c = *p->at++;
    uint32_t digit;
    if (c >= '0' && c <= '9') digit = (uint32_t)(c - '0');
    else if (c >= 'a' && c <= 'f') digit = (uint32_t)(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') digit = (uint32_t)(c - 'A' + 10);
    else return false;
    *code = *code << 4 | digit;
  }
  return true;
}

/* After \u; a pair of surrogates is one character. At most 4 bytes of UTF-8 from at least 6 of JSON. */
static bool unicode(struct parser *p, char **out) {
  uint32_t code, low;
  if (!hex4(p, &code) || (code >= 0xDC00 && code <= 0xDFFF)) return false;
  if (code >= 0xD800 && code <= 0xDBFF) {
    if (!word(p, SLICE("\\u")) || !hex4(p, &low) || low < 0xDC00 || low > 0xDFFF) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  if (code < 0x80) {
    *(*out)++ = (char)code;
    return true;
  }
  int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static const uint8_t LEAD[] = {0, 0xC0, 0xE0, 0xF0};
  *(*out)++ = (char)(LEAD[more] | code >> 6 * more);
  while (more--) *(*out)++ = (char)(0x80 | (code >> 6 * more & 0x3F));
  return true;
}

static bool string(struct parser *p, struct slice *text) {
  if (!eat(p, '"')) return false;
  const char *close = p->at;
  while (close < p->end && *close != '"') close += *close == '\\' ? 2 : 1;
  if (close >= p->end) return false;
  char *begin = arena_take(p->arena, (size_t)(close - p->at) + 1), *out = begin;
  while (p->at < close) {
    char c = *p->at++;
    if ((uint8_t)c < ' ') return false;
    if (c != '\\') {
      *out++ = c;
      continue;
    }
    static const char ESCAPES[] = "\"\\/bfnrt", MEANT[] = "\"\\/\b\f\n\r\t";
    char escape = *p->at++;
    const char *known = strchr(ESCAPES, escape);
    if (escape == 'u') {
      if (!unicode(p, &out)) return false;
    } else if (known && escape) {
      *out++ = MEANT[known - ESCAPES];
    } else {
      return false;
    }
  }
  *text = (struct slice){begin, (size_t)(out - begin)};
  return eat(p, '"');
}

/* The elements of an array, the members of an object, up to the closing bracket. */
static bool children(struct parser *p, struct json *parent, char close) {
  const struct json **link = &parent->first;
  skip_space(p);
  if (eat(p, close)) return true;
  do {
    struct json *child = arena_take(p->arena, sizeof *child);
    skip_space(p);
    if (close == '}') {
      if (!string(p, &child->name)) return false;
      skip_space(p);
      if (!eat(p, ':')) return false;
    }
    if (!value(p, child)) return false;
    *link = child;
    link = &child->next;
    parent->count++;
    skip_space(p);
  } while (eat(p, ','));
  return eat(p, close);
}

static bool nested(struct parser *p, struct json *json, enum json_kind kind, char close) {
  json->kind = kind;
  if (++p->depth > MAX_DEPTH) return false;
  bool is_good = children(p, json, close);
  p->depth--;
  return is_good;
}

static bool value(struct parser *p, struct json *json) {
  skip_space(p);
  if (p->at == p->end) return false;
  switch (*p->at) {
    case 'n': json->kind = JSON_NULL; return word(p, SLICE("null"));
    case 'f': json->kind = JSON_FALSE; return word(p, SLICE("false"));
    case 't': json->kind = JSON_TRUE; return word(p, SLICE("true"));
    case '"': json->kind = JSON_STRING; return string(p, &json->text);
    case '[': p->at++; return nested(p, json, JSON_ARRAY, ']');
    case '{': p->at++; return nested(p, json, JSON_OBJECT, '}');
    default: return number(p, json);
  }
}

const struct json *json_parse(struct arena *arena, struct slice text) {
  struct parser p = {.arena = arena, .at = text.ptr, .end = text.ptr + text.len};
  struct json *root = arena_take(arena, sizeof *root);
  if (!value(&p, root)) return NULL;
  skip_space(&p);
  return p.at == p.end ? root : NULL;
}

const struct json *json_member(const struct json *object, struct slice name) {
  if (!object || object->kind != JSON_OBJECT) return NULL;
  for (const struct json *member = object->first; member; member = member->next) {
    if (slice_equal(member->name, name)) return member;
  }
  return NULL;
}
