/* Tests of what is made of the service's answers. */
#include "books.h"
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)

static struct arena arena;
static struct failure failure;
static const struct pass PASS = {.page_size = 5};

static bool read_page(struct slice body, struct page *page) {
  struct answer answer = {.status = 200, .body = body};
  *page = (struct page){0};
  return books_read(&arena, &PASS, &answer, page, &failure);
}

/* Two pages as the service gives them, the second one the last. */
static const struct slice PAGE = SLICE(
  "{\"data\": ["
  "{\"id\": 1, \"title\": \"A Field Guide to Slow Trains\", \"author\": \"Ida Verhaegen\", \"price\": 18.5, \"in_stock\": true,"
  " \"published_at\": \"2019-03-04T09:00:00Z\", \"tags\": [\"travel\", \"railways\"]},"
  "{\"id\": 3, \"title\": \"The Lighthouse Ledger\", \"author\": null, \"price\": null, \"in_stock\": false,"
  " \"published_at\": \"2020-01-15T00:00:00+01:00\", \"tags\": []}],"
  " \"next_cursor\": \"bXJr\"}");
static const struct slice LAST_PAGE = SLICE("{\"data\": [], \"next_cursor\": null}");

static void a_page_has_rows_and_names_the_next(void) {
  struct page page;
  CHECK(read_page(PAGE, &page));
  CHECK(page.rows->count == 2);
  CHECK(page.has_next && slice_equal(page.next, SLICE("/v1/books?limit=5&cursor=bXJr")));
}

static void the_last_page_names_none(void) {
  struct page page;
  CHECK(read_page(LAST_PAGE, &page));
  CHECK(page.rows->count == 0 && !page.has_next);
}

static void the_rows_fit_the_table(void) {
  struct page page;
  struct slice batch;
  CHECK(read_page(PAGE, &page));
  CHECK(table_batch(&BOOKS, &arena, page.rows, 0, &batch, &failure));
}

static void an_answer_of_another_shape_is_permanent(void) {
  struct page page;
  struct slice batch;
  CHECK(!read_page(SLICE("no JSON"), &page) && failure.kind == PERMANENT);
  CHECK(read_page(SLICE("{\"data\": [{\"id\": \"one\"}], \"next_cursor\": null}"), &page));
  CHECK(!table_batch(&BOOKS, &arena, page.rows, 0, &batch, &failure) && failure.kind == PERMANENT);
}

int main(void) {
  a_page_has_rows_and_names_the_next();
  the_last_page_names_none();
  the_rows_fit_the_table();
  an_answer_of_another_shape_is_permanent();
  arena_free(&arena);
  puts("4 tests passed");
  return 0;
}
