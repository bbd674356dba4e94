#include "books.h"

/* Each column is the member of that name in a row. */
static const struct column TAG[] = {{.type = STRING, .nullable = true}};
static const struct column BOOK[] = {
  {"id", INT64},
  {"title", STRING},
  {"author", STRING, .nullable = true},
  {"price", FLOAT64, .nullable = true},
  {"in_stock", BOOLEAN},
  {"published_at", TIMESTAMP},
  {"tags", LIST, PARTS(TAG)},
};
const struct table BOOKS = {"books", {"id"}, COLUMNS(BOOK)};

struct slice books_first(struct arena *arena, uint32_t size) {
  return JOIN(arena, SLICE("/v1/books?limit="), slice_digits(arena, size));
}

bool books_read(struct arena *arena, const struct pass *pass, const struct answer *answer, struct page *page, struct failure *failure) {
  const struct json *body = json_parse(arena, answer->body);
  const struct json *next = json_member(body, SLICE("next_cursor"));
  if (!next || (next->kind != JSON_STRING && next->kind != JSON_NULL)) {
    return failure_permanent(failure, SLICE("`next_cursor` is neither a string nor null"));
  }
  page->rows = json_member(body, SLICE("data"));
  page->has_next = next->kind == JSON_STRING;
  page->next = JOIN(arena, books_first(arena, pass->page_size), SLICE("&cursor="), next->text);
  return true;
}
