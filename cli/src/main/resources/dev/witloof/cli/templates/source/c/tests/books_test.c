/* Tests of what is made of the service's answers, on those that are recorded. */
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

static struct slice file(const char *path) {
  FILE *in = fopen(path, "rb");
  CHECK(in);
  char *bytes = arena_take(&arena, 1 << 16);
  size_t len = fread(bytes, 1, 1 << 16, in);
  CHECK(len > 0 && feof(in));
  fclose(in);
  return (struct slice){bytes, len};
}

static bool read_page(struct slice body, struct page *page) {
  struct answer answer = {.status = 200, .body = body};
  *page = (struct page){0};
  return books_read(&arena, &PASS, &answer, page, &failure);
}

static void a_page_has_rows_and_names_the_next(void) {
  struct page page;
  CHECK(read_page(file("recording/books-1.json"), &page));
  CHECK(page.rows->count == 5);
  CHECK(page.has_next && slice_equal(page.next, SLICE("/v1/books?limit=5&cursor=bXJr")));
}

static void the_last_page_names_none(void) {
  struct page page;
  CHECK(read_page(file("recording/books-3.json"), &page));
  CHECK(page.rows->count == 2 && !page.has_next);
}

static void the_rows_fit_the_table(void) {
  struct page page;
  struct slice batch;
  CHECK(read_page(file("recording/books-2.json"), &page));
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
