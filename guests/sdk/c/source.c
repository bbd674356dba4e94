/* The exports of the component, made of SOURCE. A batch is a page; a page without rows in between is passed over. */
#include "source.h"
#include <stdlib.h>
#include <string.h>

/* One pass over a table. Where it goes on: a page, path and query, and how many of its rows were read. On the last page these
   are all there were, so that a later run finds what was added since. */
struct exports_witloof_connector_source_read_handle_t {
  struct arena arena;   /* of the pass */
  struct pass pass;
  const struct table *table;
  char *page;
  size_t page_len, skip;
  bool is_exhausted;
};
typedef struct exports_witloof_connector_source_read_handle_t read_handle;

/* wit-bindgen has an object file for what the component's type is; here wasm-tools writes it into the module. */
void __component_type_object_force_link_source_connector(void) {}

/* Takes a copy of the page. */
static void move_to(read_handle *handle, struct slice page, size_t skip) {
  char *copy = malloc(page.len + 1);
  if (!copy) abort();
  memcpy(copy, page.ptr, page.len);
  free(handle->page);
  handle->page = copy;
  handle->page_len = page.len;
  handle->skip = skip;
}

static bool unexpected(struct arena *arena, struct slice target, struct failure *failure) {
  failure->message = JOIN(arena, SLICE("the answer to GET "), target, SLICE(" is not as expected: "), failure->message);
  return false;
}

static bool fetch(struct arena *arena, const read_handle *handle, struct slice target, struct page *page, struct failure *failure) {
  struct answer answer;
  *page = (struct page){0};
  if (!http_get(arena, &handle->pass.client, target, &answer, failure)) return false;
  if (!handle->pass.read(arena, &handle->pass, &answer, page, failure)) return unexpected(arena, target, failure);
  if (!page->rows || page->rows->kind != JSON_ARRAY) {
    failure_permanent(failure, SLICE("it has no list of rows"));
    return unexpected(arena, target, failure);
  }
  return !page->has_next || http_target(arena, &handle->pass.client, page->next, &page->next, failure);
}

/* Reads a page, into no batch when none of its rows are left; then moves on. */
static bool advance(struct arena *arena, read_handle *handle, struct slice *batch, struct failure *failure) {
  struct slice target = {handle->page, handle->page_len};
  struct page page;
  *batch = (struct slice){NULL, 0};
  if (!fetch(arena, handle, target, &page, failure)) return false;
  if (page.has_next && slice_equal(page.next, target)) {
    return failure_permanent(failure, JOIN(arena, SLICE("the page "), target, SLICE(" names itself as the next one")));
  }
  if (page.rows->count > handle->skip && !table_batch(handle->table, arena, page.rows, handle->skip, batch, failure)) return false;
  if (page.has_next) {
    move_to(handle, page.next, 0);
  } else {
    handle->skip = page.rows->count;
    handle->is_exhausted = true;
  }
  return true;
}

static struct slice write_cursor(struct arena *arena, const read_handle *handle) {
  struct text text = {.arena = arena};
  text_add(&text, SLICE("{\"version\":1,\"position\":{\"page\":"));
  text_add_json(&text, (struct slice){handle->page, handle->page_len});
  text_add(&text, SLICE(",\"skip\":"));
  text_add_number(&text, handle->skip);
  text_add(&text, SLICE("}}"));
  return text_slice(&text);
}

static bool read_cursor(struct arena *arena, struct slice cursor, read_handle *handle, struct failure *failure) {
  const struct json *root = json_parse(arena, cursor), *version = json_member(root, SLICE("version"));
  const struct json *position = json_member(root, SLICE("position")), *page = json_member(position, SLICE("page")), *skip = json_member(position, SLICE("skip"));
  uint64_t count;
  struct slice target;
  if (!version || version->kind != JSON_NUMBER || !slice_equal(version->text, SLICE("1")) || !page || page->kind != JSON_STRING || !skip
      || skip->kind != JSON_NUMBER || !slice_number(skip->text, &count) || count > SIZE_MAX
      || !http_target(arena, &handle->pass.client, page->text, &target, failure)) {
    return failure_permanent(failure, SLICE("the cursor is not one of this connector"));
  }
  move_to(handle, target, count);
  return true;
}

/* Gives a failure to the host, in memory that the bindings free. */
static bool give_failure(struct arena *arena, const struct failure *failure, witloof_connector_types_error_t *error) {
  error->tag = (uint8_t)failure->kind;
  if (failure->kind == RATE_LIMITED) error->val.rate_limited = failure->seconds;
  else source_connector_string_dup_n(&error->val.permanent, failure->message.ptr, failure->message.len);
  arena_free(arena);
  return false;
}

static void give_bytes(struct slice bytes, uint8_t **ptr, size_t *len) {
  *ptr = malloc(bytes.len ? bytes.len : 1);
  if (!*ptr) abort();
  memcpy(*ptr, bytes.ptr, bytes.len);
  *len = bytes.len;
}

bool exports_witloof_connector_source_discover(exports_witloof_connector_source_list_schema_t *ret, exports_witloof_connector_source_error_t *err) {
  (void)err;
  ret->len = SOURCE.table_count;
  ret->ptr = calloc(SOURCE.table_count + 1, sizeof *ret->ptr);
  if (!ret->ptr) abort();
  for (size_t i = 0; i < SOURCE.table_count; i++) table_schema(SOURCE.tables[i], &ret->ptr[i]);
  return true;
}

static bool find_table(struct arena *arena, struct slice name, const struct table **table, struct failure *failure) {
  struct text why = {.arena = arena};
  text_add(&why, JOIN(arena, SLICE("there is no table `"), name, SLICE("`: there are")));
  for (size_t i = 0; i < SOURCE.table_count; i++) {
    *table = SOURCE.tables[i];
    if (slice_equal(name, slice_of((*table)->name))) return true;
    text_add(&why, JOIN(arena, i ? SLICE(", ") : SLICE(" "), slice_of((*table)->name)));
  }
  return failure_permanent(failure, text_slice(&why));
}

static bool begin(read_handle *handle, struct slice table, const struct slice *cursor, struct failure *failure) {
  struct arena *arena = &handle->arena;
  if (!find_table(arena, table, &handle->table, failure) || !SOURCE.open(arena, handle->table, &handle->pass, failure)) return false;
  if (cursor) return read_cursor(arena, *cursor, handle, failure);
  move_to(handle, handle->pass.first, 0);
  return true;
}

bool exports_witloof_connector_source_open(source_connector_string_t *table, exports_witloof_connector_source_cursor_t *maybe_cursor,
    exports_witloof_connector_source_own_read_handle_t *ret, exports_witloof_connector_source_error_t *err) {
  read_handle *handle = calloc(1, sizeof *handle);
  if (!handle) abort();
  struct failure failure;
  struct slice cursor = maybe_cursor ? (struct slice){(char *)maybe_cursor->ptr, maybe_cursor->len} : (struct slice){NULL, 0};
  if (!begin(handle, (struct slice){(char *)table->ptr, table->len}, maybe_cursor ? &cursor : NULL, &failure)) {
    give_failure(&handle->arena, &failure, err);
    free(handle->page);
    free(handle);
    return false;
  }
  *ret = exports_witloof_connector_source_read_handle_new(handle);
  return true;
}

bool exports_witloof_connector_source_method_read_handle_next(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_option_record_batch_t *ret, exports_witloof_connector_source_error_t *err) {
  ret->is_some = false;
  while (!self->is_exhausted && !ret->is_some) {
    struct arena arena = {NULL};
    struct failure failure;
    struct slice batch;
    if (!advance(&arena, self, &batch, &failure)) return give_failure(&arena, &failure, err);
    ret->is_some = batch.ptr != NULL;
    if (ret->is_some) give_bytes(batch, &ret->val.ptr, &ret->val.len);
    arena_free(&arena);
  }
  return true;
}

void exports_witloof_connector_source_method_read_handle_cursor(exports_witloof_connector_source_borrow_read_handle_t self,
    exports_witloof_connector_source_cursor_t *ret) {
  struct arena arena = {NULL};
  give_bytes(write_cursor(&arena, self), &ret->ptr, &ret->len);
  arena_free(&arena);
}

void exports_witloof_connector_source_read_handle_destructor(read_handle *handle) {
  arena_free(&handle->arena);
  free(handle->page);
  free(handle);
}
